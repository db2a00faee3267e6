/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "zhihui-case-words.h"
#include "zhihui-css-class.h"
#include "zhihui-drop-search.h"
#include "zhihui-entry-row.h"
#include "zhihui-format.h"
#include "zhihui-wrap-layout.h"

#define WIDEST_CHARS 14 /* of what a button in the row says: longer names of units are cut */
#define ROOMY_CHARS 28  /* of one that is under another and has more room */
#define TYPING_US (150 * G_TIME_SPAN_MILLISECOND) /* between two searches of who types on */

/* A choice of one of several words, or any. */
typedef struct
{
  GtkDropDown *drop;  /* borrowed */
  GPtrArray   *codes; /* (element-type utf8) owned; the first is NULL: any */
} Choice;

enum
{
  CHOICE_LIST, /* due and list of the filter */
  CHOICE_STATE,
  CHOICE_UNIT,
  CHOICE_TYPE,
  CHOICE_CHANNEL,
  CHOICE_MARK,
  N_CHOICES,
};

static const struct
{
  const char           *title, *any;
  ZhihuiCaseFilterField field; /* of all but the list */
} traits[N_CHOICES] = {
  [CHOICE_LIST] = { N_ ("List"), N_ ("All cases") },
  [CHOICE_STATE] = { N_ ("State"), N_ ("Any state"), ZHIHUI_CASE_FILTER_STATE },
  [CHOICE_UNIT] = { N_ ("Unit"), N_ ("Every unit"), ZHIHUI_CASE_FILTER_UNIT },
  [CHOICE_TYPE] = { N_ ("Kind of case"), N_ ("Every kind"), ZHIHUI_CASE_FILTER_TYPE },
  [CHOICE_CHANNEL] = { N_ ("Channel"), N_ ("Every channel"), ZHIHUI_CASE_FILTER_CHANNEL },
  [CHOICE_MARK] = { N_ ("Marks"), N_ ("Any mark or none"), ZHIHUI_CASE_FILTER_MARK },
};

/**
 * ZhihuiCaseFilterBar:
 *
 * Which cases are wanted: choices, and words to search for. "changed": the user wants others.
 */
struct _ZhihuiCaseFilterBar
{
  GtkWidget parent_instance;

  GtkWidget        *box;    /* child */
  GtkWidget        *more;   /* borrowed menu button of what is asked for more rarely */
  GtkWidget        *clear;  /* borrowed */
  GtkWidget        *search; /* borrowed entry */
  Choice            choices[N_CHOICES];
  ZhihuiCaseFilter *filter;   /* owned */
  gboolean          setting;  /* the choices are made by us: nothing is wanted */
  guint             typed_id; /* what was typed is searched for soon */
  gint64            typed_us; /* when it was last, monotonic */
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseFilterBar, zhihui_case_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_chosen (Choice *choice)
{
  guint selected = gtk_drop_down_get_selected (choice->drop);

  return selected < choice->codes->len ? choice->codes->pdata[selected] : NULL;
}

static const char *
get_wanted (ZhihuiCaseFilterBar *self, guint choice)
{
  return choice == CHOICE_LIST ? zhihui_case_filter_get_list (self->filter)
                               : zhihui_case_filter_get (self->filter, traits[choice].field);
}

static void
show_extra (ZhihuiCaseFilterBar *self)
{
  gboolean more = get_wanted (self, CHOICE_TYPE) != NULL ||
                  get_wanted (self, CHOICE_CHANNEL) != NULL ||
                  get_wanted (self, CHOICE_MARK) != NULL;

  gtk_widget_set_visible (self->clear, !zhihui_case_filter_is_any (self->filter));
  zhihui_css_class_set (self->more, "zh-chosen", more);
}

static void
take_choices (ZhihuiCaseFilterBar *self)
{
  g_autoptr (ZhihuiCaseFilter) before = zhihui_case_filter_copy (self->filter);

  if (self->setting)
    return;

  zhihui_case_filter_set_list (self->filter, get_chosen (&self->choices[CHOICE_LIST]));
  for (guint i = CHOICE_STATE; i < N_CHOICES; i++)
    zhihui_case_filter_set (self->filter, traits[i].field, get_chosen (&self->choices[i]));
  zhihui_case_filter_set (
    self->filter, ZHIHUI_CASE_FILTER_Q, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  if (zhihui_case_filter_equal (before, self->filter))
    return;
  show_extra (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
search_cb (gpointer user_data)
{
  ZhihuiCaseFilterBar *self = user_data;

  self->typed_id = 0;
  self->typed_us = g_get_monotonic_time ();
  take_choices (self);
  return G_SOURCE_REMOVE;
}

/* A letter is searched for at once, not when nothing more was typed for a while; but a key that is
 * held down does not ask for each of its letters. */
static void
typed_cb (ZhihuiCaseFilterBar *self)
{
  gint64 left_us = self->typed_us + TYPING_US - g_get_monotonic_time ();

  if (!self->setting && self->typed_id == 0)
    self->typed_id = g_timeout_add ((guint) (MAX (left_us, 0) / 1000), search_cb, self);
}

static void
choose (Choice *choice, const char *code)
{
  for (guint i = 0; i < choice->codes->len; i++)
    if (g_strcmp0 (choice->codes->pdata[i], code) == 0)
      {
        gtk_drop_down_set_selected (choice->drop, i);
        return;
      }
  gtk_drop_down_set_selected (choice->drop, 0);
}

/* Shows what is wanted. A word that is no choice (yet) is wanted all the same. */
static void
show_filter (ZhihuiCaseFilterBar *self)
{
  const char *q = zhihui_case_filter_get (self->filter, ZHIHUI_CASE_FILTER_Q);

  self->setting = TRUE;
  for (guint i = 0; i < N_CHOICES; i++)
    choose (&self->choices[i], get_wanted (self, i));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search)), q != NULL ? q : "") != 0)
    zhihui_entry_row_begin_anew (GTK_EDITABLE (self->search), q != NULL ? q : "");
  self->setting = FALSE;
  show_extra (self);
}

/* Whether the choice has just these words, after "any". */
static gboolean
has_codes (Choice *choice, GPtrArray *codes)
{
  if (choice->codes->len != codes->len + 1)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (!g_str_equal (choice->codes->pdata[i + 1], codes->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
set_words (ZhihuiCaseFilterBar *self, guint index, GPtrArray *codes, GPtrArray *labels)
{
  Choice *choice = &self->choices[index];
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);

  g_ptr_array_set_size (choice->codes, 0);
  g_ptr_array_add (choice->codes, NULL);
  gtk_string_list_append (strings, _ (traits[index].any));
  for (guint i = 0; i < codes->len; i++)
    {
      g_ptr_array_add (choice->codes, g_strdup (codes->pdata[i]));
      gtk_string_list_append (strings, labels->pdata[i]);
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (choice->drop, G_LIST_MODEL (strings));
  if (index == CHOICE_UNIT && codes->len > 0)
    zhihui_drop_search_widen (choice->drop);
  self->setting = FALSE;
}

/**
 * zhihui_case_filter_bar_set_names:
 * @names: of what may be chosen
 */
void
zhihui_case_filter_bar_set_names (ZhihuiCaseFilterBar *self, ZhihuiCaseNames *names)
{
  g_return_if_fail (ZHIHUI_IS_CASE_FILTER_BAR (self));

  for (guint i = CHOICE_UNIT; i <= CHOICE_CHANNEL; i++)
    {
      GPtrArray *codes = zhihui_case_names_list (names, traits[i].field);
      g_autoptr (GPtrArray) labels = g_ptr_array_new ();

      if (has_codes (&self->choices[i], codes))
        continue;
      for (guint j = 0; j < codes->len; j++)
        g_ptr_array_add (
          labels, (gpointer) zhihui_case_names_find (names, traits[i].field, codes->pdata[j]));
      set_words (self, i, codes, labels);
      show_filter (self);
    }
}

/**
 * zhihui_case_filter_bar_set_filter:
 * @filter: what is wanted; copied; nothing is emitted
 */
void
zhihui_case_filter_bar_set_filter (ZhihuiCaseFilterBar *self, const ZhihuiCaseFilter *filter)
{
  g_return_if_fail (ZHIHUI_IS_CASE_FILTER_BAR (self));

  zhihui_case_filter_free (self->filter);
  self->filter = zhihui_case_filter_copy (filter);
  show_filter (self);
}

const ZhihuiCaseFilter *
zhihui_case_filter_bar_get_filter (ZhihuiCaseFilterBar *self)
{
  return self->filter;
}

/**
 * zhihui_case_filter_bar_search:
 *
 * Words are to be typed.
 */
void
zhihui_case_filter_bar_search (ZhihuiCaseFilterBar *self)
{
  gtk_widget_grab_focus (self->search);
}

static void
clear_cb (ZhihuiCaseFilterBar *self)
{
  g_autoptr (ZhihuiCaseFilter) any = zhihui_case_filter_new ();

  zhihui_case_filter_set (any,
                          ZHIHUI_CASE_FILTER_REGION,
                          zhihui_case_filter_get (self->filter, ZHIHUI_CASE_FILTER_REGION));
  zhihui_case_filter_bar_set_filter (self, any);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
zhihui_case_filter_bar_dispose (GObject *object)
{
  ZhihuiCaseFilterBar *self = ZHIHUI_CASE_FILTER_BAR (object);

  self->setting = TRUE;
  g_clear_handle_id (&self->typed_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (zhihui_case_filter_bar_parent_class)->dispose (object);
}

static void
zhihui_case_filter_bar_finalize (GObject *object)
{
  ZhihuiCaseFilterBar *self = ZHIHUI_CASE_FILTER_BAR (object);

  for (guint i = 0; i < N_CHOICES; i++)
    g_ptr_array_unref (self->choices[i].codes);
  zhihui_case_filter_free (self->filter);
  G_OBJECT_CLASS (zhihui_case_filter_bar_parent_class)->finalize (object);
}

static void
zhihui_case_filter_bar_class_init (ZhihuiCaseFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_case_filter_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_CASE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* What a button says may be shorter than what the list says. */
static void
label_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (user_data));
  gtk_list_item_set_child (item, label);
}

static void
label_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkLabel   *label = GTK_LABEL (gtk_list_item_get_child (item));
  int         widest = GPOINTER_TO_INT (user_data);
  gboolean    is_long = (int) zhihui_format_measure (text) > widest;

  gtk_label_set_text (label, text);
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? widest : -1);
}

static void
make_choice (ZhihuiCaseFilterBar *self, guint index)
{
  Choice  *choice = &self->choices[index];
  gpointer widest = GINT_TO_POINTER (index < CHOICE_TYPE ? WIDEST_CHARS : ROOMY_CHARS);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) whole = NULL;

  choice->codes = g_ptr_array_new_with_free_func (g_free);
  choice->drop = GTK_DROP_DOWN (
    gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  whole = gtk_drop_down_get_factory (choice->drop);
  if (whole != NULL)
    g_object_ref (whole);
  g_signal_connect (factory, "setup", G_CALLBACK (label_setup_cb), widest);
  g_signal_connect (factory, "bind", G_CALLBACK (label_bind_cb), widest);
  gtk_drop_down_set_factory (choice->drop, factory);
  gtk_drop_down_set_list_factory (choice->drop, whole);
  gtk_drop_down_set_enable_search (choice->drop, index == CHOICE_UNIT);
  gtk_widget_set_tooltip_text (GTK_WIDGET (choice->drop), _ (traits[index].title));
  g_signal_connect_object (
    choice->drop, "notify::selected", G_CALLBACK (take_choices), self, G_CONNECT_SWAPPED);
}

static void
fill_fixed_choices (ZhihuiCaseFilterBar *self)
{
  g_autofree const char **states = zhihui_case_list_states ();
  g_autofree const char **lists = zhihui_case_list_lists ();
  g_autoptr (GPtrArray) codes = g_ptr_array_new (), labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) mark_codes = g_ptr_array_new (), mark_labels = g_ptr_array_new ();
  g_autoptr (GPtrArray) list_codes = g_ptr_array_new (), list_labels = g_ptr_array_new ();

  for (guint i = 0; states[i] != NULL; i++)
    {
      g_ptr_array_add (codes, (gpointer) states[i]);
      g_ptr_array_add (labels, (gpointer) zhihui_case_state_get_label (states[i]));
    }
  for (guint i = 0; i < ZHIHUI_N_CASE_MARKS; i++)
    {
      ZhihuiCaseMarks mark = (ZhihuiCaseMarks) (1u << i);

      g_ptr_array_add (mark_codes, (gpointer) zhihui_case_mark_get_id (mark));
      g_ptr_array_add (mark_labels, (gpointer) zhihui_case_mark_get_label (mark));
    }
  for (guint i = 0; lists[i] != NULL; i++)
    {
      g_ptr_array_add (list_codes, (gpointer) lists[i]);
      g_ptr_array_add (list_labels, (gpointer) zhihui_case_list_get_label (lists[i]));
    }
  set_words (self, CHOICE_STATE, codes, labels);
  set_words (self, CHOICE_MARK, mark_codes, mark_labels);
  set_words (self, CHOICE_LIST, list_codes, list_labels);
}

static void
make_more (ZhihuiCaseFilterBar *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int i = CHOICE_TYPE; i < N_CHOICES; i++)
    {
      GtkWidget *label = gtk_label_new (_ (traits[i].title));

      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_grid_attach (GTK_GRID (grid), label, 0, i, 1, 1);
      gtk_widget_set_hexpand (GTK_WIDGET (self->choices[i].drop), TRUE);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->choices[i].drop), 1, i, 1, 1);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _ ("More"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), popover);
  gtk_widget_set_tooltip_text (self->more, _ ("Kind, channel, marks"));
}

static void
zhihui_case_filter_bar_init (ZhihuiCaseFilterBar *self)
{
  self->filter = zhihui_case_filter_new ();
  self->setting = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, zhihui_wrap_layout_new ());
  for (guint i = 0; i < N_CHOICES; i++)
    make_choice (self, i);
  make_more (self);
  self->search = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 10);
  gtk_widget_set_hexpand (self->search, TRUE);
  g_object_set (self->search, "placeholder-text", _ ("No. or subject"), NULL);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Number or subject"), -1);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  self->clear = gtk_button_new_from_icon_name ("edit-clear-all-symbolic");
  gtk_widget_set_tooltip_text (self->clear, _ ("Show All Cases"));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->clear), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show All Cases"), -1);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->choices[CHOICE_LIST].drop));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->choices[CHOICE_STATE].drop));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->choices[CHOICE_UNIT].drop));
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_box_append (GTK_BOX (self->box), self->search);
  gtk_box_append (GTK_BOX (self->box), self->clear);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = CHOICE_UNIT; i <= CHOICE_CHANNEL; i++)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      set_words (self, i, none, none);
    }
  fill_fixed_choices (self);
  self->setting = FALSE;
  show_filter (self);
}
