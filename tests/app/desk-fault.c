/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fault.h"

#include <adwaita.h>
#include <string.h>

/* Steps of Tab that lead to nothing new until it is over: the regions of a map are told by two
 * widgets in turn. */
#define MAX_OLD 60

/* What is told is not given out but compared: what differs from no text at all is told. */
static char *
dup_told (GtkWidget *widget, GtkAccessibleProperty property)
{
  char *told = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "\x01");

  if (g_strcmp0 (told, "<undefined>") == 0 || g_strcmp0 (told, "undefined") == 0)
    g_clear_pointer (&told, g_free);
  return told;
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* Within such a thing the arrows lead on. */
static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_FLOW_BOX (widget) || GTK_IS_LIST_BASE (widget);
}

/* Once, wherever it is met first. */
static void
add (GString *faults, const char *place, GtkWidget *widget, const char *what)
{
  g_autoptr (GString) line = g_string_new (what);

  for (GtkWidget *i = widget; i != NULL; i = gtk_widget_get_parent (i))
    if (g_str_has_prefix (G_OBJECT_TYPE_NAME (i), "Zhihui") || i == widget)
      g_string_append_printf (line, " < %s", G_OBJECT_TYPE_NAME (i));
  g_string_append_c (line, '\n');
  if (strstr (faults->str, line->str) == NULL)
    g_string_append_printf (faults, "%s: %s", place, line->str);
}

/* ---- names ---- */

/* Labels that are told of nothing name nothing; what is in a label of a label neither. */
static gboolean
is_labelled_within (GtkWidget *widget, GtkWidget *labelled)
{
  g_autofree char *told = dup_told (widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_autofree char *other = NULL;

  if (!is_empty (told) || GTK_IS_LABEL (widget))
    {
      other = gtk_test_accessible_check_relation (
        GTK_ACCESSIBLE (labelled), GTK_ACCESSIBLE_RELATION_LABELLED_BY, widget, NULL);
      if (other == NULL)
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_labelled_within (child, labelled))
      return TRUE;
  return FALSE;
}

/* As GTK 4.8 tells it: its own label and those of what labels it, else the name of its class, or
 * nothing. Neither a tooltip nor the words in it are a name. */
static gboolean
is_named (GtkWidget *widget)
{
  g_autofree char *told = NULL;
  GtkWidget       *row = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);

  /* What is typed into is told as the field or the row that it stands in. */
  if (GTK_IS_TEXT (widget) && GTK_IS_EDITABLE (gtk_widget_get_parent (widget)))
    return is_named (gtk_widget_get_parent (widget));
  if (GTK_IS_TEXT (widget) && row != NULL)
    return is_named (row);
  told = dup_told (widget, GTK_ACCESSIBLE_PROPERTY_LABEL);
  /* Of a list it is a row that has the keyboard. */
  return !is_empty (told) || (is_list (widget) && gtk_widget_get_first_child (widget) != NULL) ||
         (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                            GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
          is_labelled_within (gtk_widget_get_parent (widget), widget));
}

static gboolean
takes_keys (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_sensitive (widget) ||
      !gtk_widget_get_mapped (widget) || GTK_IS_WINDOW (widget) ||
      GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_VIEWPORT (widget))
    return FALSE;
  for (GtkWidget *i = widget; i != NULL; i = gtk_widget_get_parent (i))
    if (!gtk_widget_get_can_focus (i))
      return FALSE;
  return TRUE;
}

/* Without taking keys: who listens comes by it, and hears the name of its class. */
static gboolean
is_met (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_FLOW_BOX_CHILD (widget))
    return TRUE;
  if (GTK_IS_COLUMN_VIEW (parent) && g_str_equal (gtk_widget_get_css_name (widget), "header"))
    return gtk_widget_get_visible (widget);
  return gtk_widget_get_mapped (widget) &&
         g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Zhihui") &&
         gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_IMG;
}

/* Of a sign a listener hears what its maker called it: "black down-pointing triangle". */
static gboolean
has_signs (GtkWidget *widget)
{
  /* What is written is told as it is. */
  g_autofree char *told =
    GTK_IS_LABEL (widget) ? NULL : dup_told (widget, GTK_ACCESSIBLE_PROPERTY_LABEL);

  return told != NULL && (strstr (told, "▲") != NULL || strstr (told, "▼") != NULL);
}

static void
find_nameless (GtkWidget *widget, const char *place, GString *faults)
{
  if ((takes_keys (widget) || is_met (widget)) && !is_named (widget))
    add (faults, place, widget, "no name");
  if (has_signs (widget))
    add (faults, place, widget, "its name has signs");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_nameless (child, place, faults);
}

/* ---- pictures ---- */

/* (transfer full) (nullable): what is painted, for names of pictures may mean the same. */
static GBytes *
load_picture (GtkWidget *button)
{
  const char *name = GTK_IS_BUTTON (button) ? gtk_button_get_icon_name (GTK_BUTTON (button)) : NULL;
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (button));
  g_autoptr (GtkIconPaintable) picture = NULL;
  g_autoptr (GFile) file = NULL;

  if (name == NULL)
    return NULL;
  picture = gtk_icon_theme_lookup_icon (theme, name, NULL, 16, 1, GTK_TEXT_DIR_NONE, 0);
  file = gtk_icon_paintable_get_file (picture);
  return file != NULL ? g_file_load_bytes (file, NULL, NULL, NULL) : NULL;
}

/* In rows, one below the other, each picture stands for something else. */
static void
find_alike_rows (GtkWidget *widget, GPtrArray *seen, const char *place, GString *faults)
{
  g_autoptr (GBytes) picture = gtk_widget_get_mapped (widget) ? load_picture (widget) : NULL;

  if (picture != NULL)
    {
      if (g_ptr_array_find_with_equal_func (seen, picture, g_bytes_equal, NULL))
        add (faults, place, widget, "another row has the same picture");
      g_ptr_array_add (seen, g_steal_pointer (&picture));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_alike_rows (child, seen, place, faults);
}

static void
find_alike (GtkWidget *widget, const char *place, GString *faults)
{
  g_autoptr (GBytes) picture = load_picture (widget);

  for (GtkWidget *i = gtk_widget_get_next_sibling (widget); picture != NULL && i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      g_autoptr (GBytes) other = load_picture (i);

      if (other != NULL && g_bytes_equal (picture, other))
        add (faults, place, widget, "another one beside it has the same picture");
    }
  if (GTK_IS_LIST_BOX (widget))
    {
      g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

      find_alike_rows (widget, seen, place, faults);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_alike (child, place, faults);
}

/* ---- keys ---- */

/* Where Tab leads to, until it leads to nothing new. */
static GHashTable *
step_through (GtkWidget *root)
{
  GHashTable *visited = g_hash_table_new (NULL, NULL);
  GtkWidget  *focus = NULL, *before = NULL;

  gtk_window_set_focus (GTK_WINDOW (root), NULL);
  for (guint n_old = 0; n_old < MAX_OLD; n_old++)
    {
      g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (root));
      if (focus == NULL || focus == before)
        break;
      if (g_hash_table_add (visited, focus))
        n_old = 0;
      before = focus;
    }
  return visited;
}

static gboolean
contains_visited (GtkWidget *widget, GHashTable *visited)
{
  GHashTableIter iter;
  gpointer       one;

  g_hash_table_iter_init (&iter, visited);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (one == widget || gtk_widget_is_ancestor (one, widget))
      return TRUE;
  return FALSE;
}

/* Of which Tab leads to one, and the arrows to the others; a view switcher is since libadwaita 1.3.
 */
static gboolean
is_one_stop (GtkWidget *widget)
{
  return is_list (widget) || (ADW_IS_VIEW_SWITCHER (widget) && adw_get_minor_version () > 2);
}

static gboolean
is_reached (GtkWidget *widget, GHashTable *visited)
{
  if (contains_visited (widget, visited))
    return TRUE;
  for (GtkWidget *i = gtk_widget_get_parent (widget); i != NULL; i = gtk_widget_get_parent (i))
    if ((is_one_stop (i) && contains_visited (i, visited)) || g_hash_table_contains (visited, i))
      return TRUE;
  return FALSE;
}

/* (nullable): of @list, what @focus is in. */
static GtkWidget *
find_row (GtkWidget *list, GtkWidget *focus)
{
  GtkWidget *row = NULL;

  for (GtkWidget *i = focus; i != NULL && i != list; i = gtk_widget_get_parent (i))
    row = i;
  return gtk_widget_is_ancestor (focus, list) ? row : NULL;
}

/* A list is one stop: who wants another row uses the arrows, who wants on does not go through all.
 */
static void
judge_stops (GtkWidget *list, GHashTable *visited, const char *place, GString *faults)
{
  GHashTableIter iter;
  gpointer       focus;
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  g_hash_table_iter_init (&iter, visited);
  while (g_hash_table_iter_next (&iter, &focus, NULL))
    {
      GtkWidget *row = find_row (list, focus);

      if (row != NULL && row != focus && GTK_IS_LIST_BOX (list))
        return; /* it is a form */
      if (row != NULL)
        g_hash_table_add (rows, row);
    }
  if (g_hash_table_size (rows) > 1)
    add (faults, place, list, "Tab goes through its rows");
}

static void
find_unreached (GtkWidget *widget, GHashTable *visited, const char *place, GString *faults)
{
  if (takes_keys (widget) && !is_reached (widget, visited))
    add (faults, place, widget, "Tab does not lead to it");
  if (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (widget)))
    add (faults, place, widget, "Tab does not lead out of it");
  if (GTK_IS_SCROLLED_WINDOW (widget) && g_hash_table_contains (visited, widget) &&
      !gtk_widget_has_css_class (widget, "zh-reading"))
    add (faults, place, widget, "Tab leads to it, and nothing shows that");
  if (GTK_IS_LIST_BASE (widget) || GTK_IS_LIST_BOX (widget))
    judge_stops (widget, visited, place, faults);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_unreached (child, visited, place, faults);
}

/* ---- words ---- */

/* What is written so in Chinese, too: keys, kinds of files, programs and their settings, the two
 * who found a formula, and a channel that has such a name. */
static gboolean
is_allowed (const char *word)
{
  static const char *const allowed[] = {
    "PDF",   "PNG",    "SVG",    "XLSX",  "JSON",   "CSV",      "PEM",     "ics",     "profile",
    "Ctrl",  "Alt",    "Shift",  "Enter", "zhihui", "wall",     "conf",    "sources", "join",
    "hosts", "remote", "listen", "demo",  "Wilson", "Newcombe", "English", "APP",
  };

  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (g_str_equal (word, allowed[i]))
      return TRUE;
  return FALSE;
}

/* Addresses and paths are nobody's language. */
static char *
strip_addresses (const char *text)
{
  g_autoptr (GRegex) address = g_regex_new ("(https?:/)?/[!-~]+", 0, 0, NULL);

  return g_regex_replace_literal (address, text, -1, 0, "", 0, NULL);
}

static void
judge_text (GtkWidget *widget, const char *text, const char *place, GString *faults)
{
  g_autoptr (GRegex) run = g_regex_new ("[A-Za-z]{3,}", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *stripped = NULL;

  if (text == NULL)
    return;
  stripped = strip_addresses (text);
  g_regex_match (run, stripped, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      if (!is_allowed (word))
        {
          add (faults, place, widget, text);
          return;
        }
    }
}

static void
judge_menu (GtkWidget *widget, GMenuModel *menu, const char *place, GString *faults)
{
  for (int i = 0; menu != NULL && i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *label = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      judge_text (widget, label, place, faults);
      judge_menu (widget, section, place, faults);
      judge_menu (widget, submenu, place, faults);
    }
}

/* The choices of a list that is not open. */
static void
judge_choices (GtkWidget *widget, GListModel *choices, const char *place, GString *faults)
{
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (GObject) choice = g_list_model_get_item (choices, i);

      if (GTK_IS_STRING_OBJECT (choice))
        judge_text (
          widget, gtk_string_object_get_string (GTK_STRING_OBJECT (choice)), place, faults);
    }
}

static void
judge_property (GtkWidget *widget, const char *name, const char *place, GString *faults)
{
  g_autofree char *text = NULL;
  GParamSpec      *spec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name);

  if (spec == NULL || spec->value_type != G_TYPE_STRING)
    return;
  g_object_get (widget, name, &text, NULL);
  judge_text (widget, text, place, faults);
}

static void
judge_told (GtkWidget *widget, const char *place, GString *faults)
{
  static const GtkAccessibleProperty properties[] = {
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
    GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION,
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *told = dup_told (widget, properties[i]);

      judge_text (widget, told, place, faults);
    }
}

static void
find_foreign (GtkWidget *widget, const char *place, GString *faults)
{
  static const char *const names[] = {
    "label",       "title", "subtitle",         "tooltip-text",    "heading",
    "description", "body",  "placeholder-text", "dropdown-tooltip"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    judge_property (widget, names[i], place, faults);
  judge_told (widget, place, faults);
  if (GTK_IS_MENU_BUTTON (widget))
    judge_menu (widget, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)), place, faults);
  if (GTK_IS_POPOVER_MENU (widget))
    judge_menu (widget, gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (widget)), place, faults);
  if (GTK_IS_DROP_DOWN (widget))
    judge_choices (widget, gtk_drop_down_get_model (GTK_DROP_DOWN (widget)), place, faults);
  if (ADW_IS_COMBO_ROW (widget))
    judge_choices (widget, adw_combo_row_get_model (ADW_COMBO_ROW (widget)), place, faults);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_foreign (child, place, faults);
}

void
desk_fault_find (GtkWidget *root, const char *place, GString **faults)
{
  GHashTable *visited = step_through (root);

  find_nameless (root, place, faults[DESK_FAULT_NAME]);
  find_alike (root, place, faults[DESK_FAULT_NAME]);
  find_unreached (root, visited, place, faults[DESK_FAULT_KEYS]);
  find_foreign (root, place, faults[DESK_FAULT_WORDS]);
  g_hash_table_unref (visited);
}

/* ---- room ---- */

/* An ellipsis and less than two signs before it say nothing. */
static gboolean
is_cut_to_nothing (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int          height = 0;

  if (is_empty (gtk_label_get_text (GTK_LABEL (label))))
    return FALSE;
  if (gtk_widget_get_width (label) == 0)
    return TRUE;
  pango_layout_get_pixel_size (layout, NULL, &height);
  height /= MAX (pango_layout_get_line_count (layout), 1);
  return pango_layout_is_ellipsized (layout) && gtk_widget_get_width (label) < 2 * height;
}

static gboolean
is_outside (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, window, &bounds) && bounds.size.width > 0 &&
         (bounds.origin.x < -1 ||
          bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (window) + 1);
}

/* The edges of what is scrolled. */
static gboolean
is_ornament (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkGizmo");
}

/* A table may be wider than its place: it scrolls. */
static gboolean
scrolls_across (GtkWidget *widget)
{
  GtkAdjustment *across;
  GtkPolicyType  policy;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER && policy != GTK_POLICY_EXTERNAL &&
         gtk_adjustment_get_upper (across) > gtk_adjustment_get_page_size (across) + 1;
}

static void
find_crowded (GtkWidget *widget, GtkWidget *window, const char *place, GString *faults)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || is_ornament (widget))
    return;
  if (GTK_IS_LABEL (widget) && is_cut_to_nothing (widget))
    add (faults, place, widget, gtk_label_get_text (GTK_LABEL (widget)));
  if (is_outside (widget, window))
    {
      add (faults, place, widget, "it is outside of the window");
      return;
    }
  if (scrolls_across (widget))
    {
      if (!GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
        add (faults, place, widget, "it is wider than its place");
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_crowded (child, window, place, faults);
}

void
desk_fault_find_size (GtkWidget *window, int width, int height, const char *place, GString *faults)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (gdk_surface_get_width (surface) != width || gdk_surface_get_height (surface) != height)
    {
      g_autofree char *size = g_strdup_printf (
        "it is %d × %d", gdk_surface_get_width (surface), gdk_surface_get_height (surface));

      add (faults, place, window, size);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_crowded (child, window, place, faults);
}

void
desk_fault_find_cut (GtkWidget *root, const char *place, GString *faults)
{
  if (!gtk_widget_get_mapped (root))
    return;
  if (GTK_IS_LABEL (root) && g_str_is_ascii (gtk_label_get_text (GTK_LABEL (root))) &&
      pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (root))))
    add (faults, place, root, gtk_label_get_text (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    desk_fault_find_cut (child, place, faults);
}
