/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-console.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-wall-words.h"
#include "zhihui-wrap-layout.h"

struct _ZhihuiWallConsole
{
  AdwBin parent_instance;

  GVariant        *status;     /* owned, nullable: what is shown */
  char           **pages;      /* owned, nullable: names of the rows */
  char            *screen;     /* owned: the one that is looked at, "" the first */
  ZhihuiWallScreen shown;      /* borrowed from @status */
  gboolean         is_filling; /* what the lists tell then nobody chose */

  /* template children */
  GtkDropDown   *wall_choice;
  GtkDropDown   *screen_choice;
  GtkStack      *stack;
  AdwStatusPage *fault_page;
  GtkWidget     *start_button;
  GtkListBox    *page_list;
  GtkPicture    *picture;
  GtkSpinner    *spinner;
  GtkLabel      *page_label;
  GtkLabel      *state_label;
};

G_DEFINE_FINAL_TYPE (ZhihuiWallConsole, zhihui_wall_console, ADW_TYPE_BIN)

enum
{
  WALL_CHOSEN,
  SCREEN_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- lists ---- */

/* Tells nobody. */
static void
fill_choice (ZhihuiWallConsole *self, GtkDropDown *choice, const char *const *names, guint chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  self->is_filling = TRUE;
  gtk_drop_down_set_model (choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choice, chosen);
  self->is_filling = FALSE;
}

static gboolean
has_names (GtkDropDown *choice, const char *const *names)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (choice));
  guint          n = g_strv_length ((char **) names);

  if (list == NULL || g_list_model_get_n_items (G_LIST_MODEL (list)) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (list, i), names[i]))
      return FALSE;

  return TRUE;
}

static void
wall_chosen_cb (ZhihuiWallConsole *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[WALL_CHOSEN], 0, gtk_drop_down_get_selected (self->wall_choice));
}

static void
screen_chosen_cb (ZhihuiWallConsole *self)
{
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (self->screen_choice));
  guint          chosen = gtk_drop_down_get_selected (self->screen_choice);

  if (self->is_filling || chosen == GTK_INVALID_LIST_POSITION)
    return;

  g_free (self->screen);
  self->screen = g_strdup (gtk_string_list_get_string (list, chosen));
  g_signal_emit (self, signals[SCREEN_CHOSEN], 0, self->screen);
  if (self->status != NULL)
    zhihui_wall_console_show_status (self, self->status, 0);
}

static void
page_activated_cb (ZhihuiWallConsole *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  gtk_widget_activate_action (GTK_WIDGET (self), "wall.show", "s", self->pages[index], NULL);
}

static void
name_row (GtkWidget *row, const char *title, const char *turn)
{
  g_autofree char *name =
    *turn != '\0' ? g_strdup_printf ("%s, %s", title, turn) : g_strdup (title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_page (ZhihuiWallConsole *self, GVariant *status, const char *page)
{
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *title = zhihui_wall_status_get_title (status, page);
  GtkWidget  *label = gtk_label_new (title);
  GtkWidget  *turn = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0F);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, page);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (turn, "dim-label");
  gtk_widget_add_css_class (turn, "numeric");
  gtk_box_append (GTK_BOX (box), turn);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  name_row (row, title, "");
  gtk_list_box_append (self->page_list, row);
}

static void
forget_pages (ZhihuiWallConsole *self)
{
  zhihui_card_remove_rows (GTK_WIDGET (self->page_list));
  g_clear_pointer (&self->pages, g_strfreev);
}

static void
show_pages (ZhihuiWallConsole *self, GVariant *status)
{
  g_auto (GStrv) pages = NULL;

  if (!g_variant_lookup (status, "pages", "^as", &pages))
    pages = g_new0 (char *, 1);
  if (self->pages != NULL &&
      g_strv_equal ((const char *const *) pages, (const char *const *) self->pages))
    return;

  forget_pages (self);
  for (guint i = 0; pages[i] != NULL; i++)
    add_page (self, status, pages[i]);
  self->pages = g_steal_pointer (&pages);
}

/* When it comes by itself; nothing of a page that comes only when it is asked for. */
static void
mark_turn (GtkListBoxRow *row, GVariant *status, guint screen, const char *page)
{
  GtkWidget       *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
  guint            number = zhihui_wall_status_find_in_playlist (status, screen, page);
  g_autofree char *turn = number > 0 ? g_strdup_printf (_ ("Playlist: %u"), number) : g_strdup ("");

  if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), turn))
    return;

  gtk_label_set_text (GTK_LABEL (label), turn);
  name_row (GTK_WIDGET (row), zhihui_wall_status_get_title (status, page), turn);
}

static void
mark_pages (ZhihuiWallConsole *self, GVariant *status, guint screen)
{
  gtk_list_box_unselect_all (self->page_list);
  for (int i = 0; self->pages[i] != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, i);

      mark_turn (row, status, screen, self->pages[i]);
      if (g_str_equal (self->pages[i], self->shown.page))
        gtk_list_box_select_row (self->page_list, row);
    }
}

/* A screen that is gone leaves the first one. */
static guint
show_screens (ZhihuiWallConsole *self, GVariant *status)
{
  guint                   n = zhihui_wall_status_count_screens (status), chosen = 0;
  g_autofree const char **names = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiWallScreen screen;

      zhihui_wall_status_read_screen (status, i, &screen);
      names[i] = screen.name;
      if (g_str_equal (screen.name, self->screen))
        chosen = i;
    }
  if (!has_names (self->screen_choice, names) ||
      gtk_drop_down_get_selected (self->screen_choice) != chosen)
    fill_choice (self, self->screen_choice, names, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->screen_choice), n > 1);
  if (n > 0 && !g_str_equal (self->screen, names[chosen]))
    {
      g_free (self->screen);
      self->screen = g_strdup (names[chosen]);
      g_signal_emit (self, signals[SCREEN_CHOSEN], 0, self->screen);
    }

  return chosen;
}

/* ---- the class ---- */

static void
zhihui_wall_console_finalize (GObject *object)
{
  ZhihuiWallConsole *self = ZHIHUI_WALL_CONSOLE (object);

  g_clear_pointer (&self->status, g_variant_unref);
  g_strfreev (self->pages);
  g_free (self->screen);

  G_OBJECT_CLASS (zhihui_wall_console_parent_class)->finalize (object);
}

static void
zhihui_wall_console_class_init (ZhihuiWallConsoleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zhihui_wall_console_finalize;
  signals[WALL_CHOSEN] = g_signal_new ("wall-chosen",
                                       ZHIHUI_TYPE_WALL_CONSOLE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_UINT);
  signals[SCREEN_CHOSEN] = g_signal_new ("screen-chosen",
                                         ZHIHUI_TYPE_WALL_CONSOLE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  g_type_ensure (ZHIHUI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/wall-console.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiWallConsole, child)
  BIND (wall_choice);
  BIND (screen_choice);
  BIND (stack);
  BIND (fault_page);
  BIND (start_button);
  BIND (page_list);
  BIND (picture);
  BIND (spinner);
  BIND (page_label);
  BIND (state_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, wall_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, screen_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
}

static void
zhihui_wall_console_init (ZhihuiWallConsole *self)
{
  self->screen = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zhihui_wall_console_new:
 *
 * Returns: (transfer floating): with no wall
 */
GtkWidget *
zhihui_wall_console_new (void)
{
  return g_object_new (ZHIHUI_TYPE_WALL_CONSOLE, NULL);
}

/**
 * zhihui_wall_console_set_walls:
 * @names: %NULL-terminated
 * @chosen: of these
 */
void
zhihui_wall_console_set_walls (ZhihuiWallConsole *self, const char *const *names, guint chosen)
{
  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self) && names != NULL);

  fill_choice (self, self->wall_choice, names, chosen);
}

static void
forget (ZhihuiWallConsole *self)
{
  static const char *const none[] = { NULL };

  self->shown = (ZhihuiWallScreen){ 0 };
  g_clear_pointer (&self->status, g_variant_unref);
  forget_pages (self);
  fill_choice (self, self->screen_choice, none, GTK_INVALID_LIST_POSITION);
  gtk_widget_set_visible (GTK_WIDGET (self->screen_choice), FALSE);
  zhihui_wall_console_show_picture (self, NULL);
}

/**
 * zhihui_wall_console_show_asking:
 *
 * Another wall was chosen, which has not answered yet.
 */
void
zhihui_wall_console_show_asking (ZhihuiWallConsole *self)
{
  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self));

  forget (self);
  gtk_stack_set_visible_child_name (self->stack, "asking");
}

/**
 * zhihui_wall_console_show_fault:
 * @icon: of the Adwaita theme
 * @title: plain text: what is so
 * @words: plain text: why, and what to do
 */
void
zhihui_wall_console_show_fault (ZhihuiWallConsole *self,
                                const char        *icon,
                                const char        *title,
                                const char        *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self));

  forget (self);
  adw_status_page_set_icon_name (self->fault_page, icon);
  adw_status_page_set_title (self->fault_page, title);
  adw_status_page_set_description (self->fault_page, escaped);
  gtk_widget_hide (self->start_button);
  gtk_stack_set_visible_child_name (self->stack, "fault");
}

/**
 * zhihui_wall_console_offer_start:
 * @hindrance: (nullable): why the action is of no use
 *
 * Where the fault is that there is no wall, one can be started.
 */
void
zhihui_wall_console_offer_start (ZhihuiWallConsole *self, const char *hindrance)
{
  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self));

  gtk_widget_show (self->start_button);
  gtk_widget_set_tooltip_text (self->start_button, hindrance);
}

/**
 * zhihui_wall_console_show_status:
 * @status: what the wall told, a{sv}; nothing in it is relied on
 * @age_s: seconds ago
 */
void
zhihui_wall_console_show_status (ZhihuiWallConsole *self, GVariant *status, int age_s)
{
  g_autofree char *page = NULL, *state = NULL, *spoken = NULL;
  GVariant        *old;
  guint            chosen;

  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self) && status != NULL);

  old = self->status;
  self->status = g_variant_ref (status);
  chosen = show_screens (self, status);
  zhihui_wall_status_read_screen (status, chosen, &self->shown);
  if (old != NULL)
    g_variant_unref (old);
  show_pages (self, status);
  mark_pages (self, status, chosen);

  if (self->shown.number > 0)
    page = g_strdup_printf (
      _ ("%s · %u of %u"), self->shown.title, self->shown.number, self->shown.n_pages);
  else
    page = g_strdup (self->shown.title);
  state = zhihui_wall_words_describe (&self->shown, age_s);
  spoken = g_strdup_printf (_ ("On the wall now: %s"), self->shown.title);
  gtk_label_set_text (self->page_label, page);
  gtk_label_set_text (self->state_label, state);
  gtk_picture_set_alternative_text (self->picture, spoken);
  gtk_stack_set_visible_child_name (self->stack, "live");
}

/**
 * zhihui_wall_console_show_picture:
 * @picture: (nullable): of the screen; %NULL: it is on its way
 */
void
zhihui_wall_console_show_picture (ZhihuiWallConsole *self, GdkPaintable *picture)
{
  g_return_if_fail (ZHIHUI_IS_WALL_CONSOLE (self));

  gtk_picture_set_paintable (self->picture, picture);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), picture == NULL);
  gtk_spinner_set_spinning (self->spinner, picture == NULL);
}

/**
 * zhihui_wall_console_get_screen:
 *
 * Returns: the one that is looked at; "" the first
 */
const char *
zhihui_wall_console_get_screen (ZhihuiWallConsole *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_CONSOLE (self), "");

  return self->screen;
}

/**
 * zhihui_wall_console_get_picture_width:
 *
 * Returns: pixels of the display that there are for the picture, 0 before it is seen
 */
int
zhihui_wall_console_get_picture_width (ZhihuiWallConsole *self)
{
  GtkWidget *picture;

  g_return_val_if_fail (ZHIHUI_IS_WALL_CONSOLE (self), 0);

  picture = GTK_WIDGET (self->picture);
  return gtk_widget_get_mapped (picture)
           ? gtk_widget_get_width (picture) * gtk_widget_get_scale_factor (picture)
           : 0;
}

/**
 * zhihui_wall_console_is_pinned:
 *
 * Returns: whether the page of the screen that is looked at is pinned
 */
gboolean
zhihui_wall_console_is_pinned (ZhihuiWallConsole *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_CONSOLE (self), FALSE);

  return self->shown.is_pinned;
}
