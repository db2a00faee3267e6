/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-page.h"

#include <glib/gi18n-lib.h>

#include "zhihui-format.h"
#include "zhihui-region-crumbs.h"
#include "zhihui-region-index.h"
#include "zhihui-region-map.h"

#define MAX_FOUND 8
#define TABLE_PX 556 /* of the table with all its columns */

/**
 * ZhihuiMapPage:
 *
 * The map of the desk: where one is, how the parts of that place compare, and the same as a table.
 * What a person chooses goes to the selection, and everything here follows it.
 */
struct _ZhihuiMapPage
{
  GtkWidget parent_instance;

  ZhihuiSelection   *selection;    /* owned, nullable until it is set */
  ZhihuiSituation   *situation;    /* owned, nullable */
  gboolean           has_points;   /* open cases are on the map */
  ZhihuiRegionIndex *index;        /* owned */
  GPtrArray         *found;        /* (element-type ZhihuiRegionPath), owned, nullable */
  GCancellable      *cancellable;  /* owned */
  ZhihuiMapBreaks    breaks;       /* of the board that is shown */
  gboolean           has_place;    /* the table was given its room */
  gboolean           is_following; /* buttons are set by what was chosen elsewhere */

  /* template children */
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkListBox         *found_list;
  GtkButton          *up_button;
  ZhihuiRegionCrumbs *crumbs;
  GtkBox             *board_buttons;
  GtkLabel           *figures_label;
  ZhihuiRegionMap    *map;
  ZhihuiRegionTable  *table;
  GtkLabel           *foot_label;
};

G_DEFINE_FINAL_TYPE (ZhihuiMapPage, zhihui_map_page, GTK_TYPE_WIDGET)

/* ---- what is shown ---- */

/* "all of Jiangsu: " where a region was chosen and the figures are not of it. */
static char *
make_scope (ZhihuiSituation *situation, ZhihuiDataset dataset)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (situation);

  if (!zhihui_situation_is_wider (situation, dataset))
    return g_strdup ("");
  return g_strdup_printf (_ ("all of %s: "), meta != NULL ? meta->name : "");
}

/* Why there are no figures, or how old they are; NULL: they are of now. */
static char *
make_state (ZhihuiSituation *situation, ZhihuiDataset dataset)
{
  gint64               now_us = g_get_monotonic_time ();
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, dataset);
  ZhihuiFreshness      freshness = zhihui_situation_judge (situation, dataset, now_us);
  g_autofree char     *age = zhihui_format_age (freshness.age_s);

  switch (freshness.state)
    {
    case ZHIHUI_STATE_FRESH:
      return receipt->http_status == ZHIHUI_STATUS_NOT_OFFERED
               ? g_strdup (_ ("This platform does not offer these figures"))
               : NULL;
    case ZHIHUI_STATE_LOADING:
      return g_strdup (_ ("Reading…"));
    case ZHIHUI_STATE_ERROR:
      return g_strdup_printf (_ ("These figures could not be read: %s"),
                              receipt->detail != NULL ? receipt->detail : "");
    case ZHIHUI_STATE_REFUSED:
      return g_strdup (_ ("These figures are refused to this token"));
    case ZHIHUI_STATE_LATE:
    case ZHIHUI_STATE_STALE:
    case ZHIHUI_STATE_OFFLINE:
    default:
      return g_strdup_printf (_ ("Kept figures, %s old"), age);
    }
}

static char *
format_known (gint64 count)
{
  return count >= 0 ? zhihui_format_count (count) : g_strdup ("—");
}

static void
show_figures (ZhihuiMapPage *self)
{
  ZhihuiSummary   *summary = zhihui_situation_get_summary (self->situation);
  g_autofree char *scope = make_scope (self->situation, ZHIHUI_DATASET_SUMMARY);
  g_autofree char *state = make_state (self->situation, ZHIHUI_DATASET_SUMMARY);
  g_autofree char *month = NULL, *open = NULL, *overdue = NULL, *rate = NULL, *text = NULL;

  if (summary == NULL)
    {
      gtk_label_set_text (self->figures_label, state != NULL ? state : "");
      return;
    }
  month = format_known (summary->month_count);
  open = format_known (summary->open);
  overdue = format_known (summary->overdue_open);
  rate = summary->on_time.n > 0 ? zhihui_format_rate (summary->on_time.k, summary->on_time.n)
                                : g_strdup ("—");
  /* Translators: of what, accepted this month, open, overdue, share on time, state */
  text = g_strdup_printf (
    _ (
      "%1$saccepted this month %2$s   in hand %3$s   overdue %4$s   answered on time %5$s%6$s%7$s"),
    scope,
    month,
    open,
    overdue,
    rate,
    state != NULL ? "   " : "",
    state != NULL ? state : "");
  gtk_label_set_text (self->figures_label, text);
}

static void
show_foot (ZhihuiMapPage *self, const ZhihuiMapReading *reading)
{
  ZhihuiZone      *zone = zhihui_situation_get_zone (self->situation);
  g_autofree char *scope = make_scope (self->situation, ZHIHUI_DATASET_MAP);
  g_autofree char *state = make_state (self->situation, ZHIHUI_DATASET_MAP);
  gint64           as_of = zhihui_situation_get_as_of (self->situation);
  g_autofree char *from = NULL, *to = NULL, *days = NULL, *text = NULL;

  if (!reading->is_told || reading->window.to <= reading->window.from)
    {
      gtk_label_set_text (self->foot_label,
                          state != NULL ? state : _ ("This figure is not told by region"));
      return;
    }
  from = zhihui_format_date (zone, reading->window.from, as_of);
  to = zhihui_format_date (zone, MIN (reading->window.to, as_of) - 1, as_of);
  /* Translators: a figure, its first and its last day. */
  days = g_strdup_printf (
    _ ("%1$s, %2$s – %3$s"), zhihui_map_board_get_title (reading->board), from, to);
  text = g_strdup_printf ("%s%s%s%s%s%s",
                          scope,
                          days,
                          self->has_points ? "   " : "",
                          self->has_points ? _ ("in circles: open cases there") : "",
                          state != NULL ? "   " : "",
                          state != NULL ? state : "");
  gtk_label_set_text (self->foot_label, text);
}

static const char *
get_place (ZhihuiMapPage *self)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (self->situation);
  const char *code = zhihui_situation_get_region (self->situation, ZHIHUI_DATASET_MAP);

  if (code != NULL)
    return code;
  return meta != NULL ? meta->region : NULL;
}

static void
show_table (ZhihuiMapPage *self)
{
  zhihui_region_table_show (self->table,
                            zhihui_region_map_get_reading (self->map),
                            zhihui_region_map_get_breaks (self->map));
  zhihui_region_table_set_marked (self->table, zhihui_selection_get_mark (self->selection));
}

static void
show (ZhihuiMapPage *self)
{
  if (self->situation == NULL || self->selection == NULL)
    return;

  zhihui_region_map_show (self->map, self->situation, get_place (self));
  show_table (self);
  show_figures (self);
  show_foot (self, zhihui_region_map_get_reading (self->map));
}

/* ---- what is chosen ---- */

static void
mark_changed_cb (ZhihuiMapPage *self)
{
  zhihui_region_table_set_marked (self->table, zhihui_selection_get_mark (self->selection));
}

static void
path_changed_cb (ZhihuiMapPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->up_button),
                            zhihui_selection_get_path (self->selection) != NULL);
}

static void
board_changed_cb (ZhihuiMapPage *self)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->board_buttons));

  for (guint i = 0; i < zhihui_selection_get_board (self->selection); i++)
    button = gtk_widget_get_next_sibling (button);
  self->is_following = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  self->is_following = FALSE;
  show (self);
}

static void
board_toggled_cb (GtkToggleButton *button, ZhihuiMapPage *self)
{
  if (!self->is_following && self->selection != NULL && gtk_toggle_button_get_active (button))
    zhihui_selection_set_board (self->selection,
                                GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "board")));
}

static void
row_marked_cb (ZhihuiMapPage *self)
{
  if (self->selection != NULL)
    zhihui_selection_set_mark (self->selection, zhihui_region_table_get_marked (self->table));
}

static void
row_activated_cb (ZhihuiMapPage *self, ZhihuiRegionRow *row)
{
  if (self->selection != NULL && self->situation != NULL)
    zhihui_selection_enter_shown (self->selection,
                                  self->situation,
                                  zhihui_region_row_get_code (row),
                                  zhihui_region_row_get_name (row));
}

static void
up_clicked_cb (ZhihuiMapPage *self)
{
  if (self->selection != NULL)
    zhihui_selection_go_up (self->selection);
}

static gboolean
up_pressed_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ZhihuiMapPage *self = ZHIHUI_MAP_PAGE (widget);

  return self->selection != NULL && zhihui_selection_go_up (self->selection);
}

/* The table has what its columns need, and the map the rest, until a person says otherwise. */
static void
room_told_cb (ZhihuiMapPage *self, GParamSpec *spec, GtkPaned *paned)
{
  int min, max, least;

  g_object_get (paned, "min-position", &min, "max-position", &max, NULL);
  gtk_widget_get_size_request (GTK_WIDGET (self->table), &least, NULL);
  if (self->has_place || max == G_MAXINT)
    return;
  self->has_place = TRUE;
  gtk_paned_set_position (paned, CLAMP (max + least - TABLE_PX, min, max));
}

/* ---- search ---- */

static void
search_changed_cb (ZhihuiMapPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  ZhihuiMeta *meta = self->situation != NULL ? zhihui_situation_get_meta (self->situation) : NULL;
  GtkWidget  *row;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = zhihui_region_index_search (self->index, text, MAX_FOUND);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->found_list))) != NULL)
    gtk_list_box_remove (self->found_list, row);
  for (guint i = 0; i < self->found->len; i++)
    {
      g_autofree char *way =
        zhihui_region_path_format (self->found->pdata[i], meta != NULL ? meta->name : NULL);
      const char      *code = zhihui_region_path_get_code (self->found->pdata[i]);
      g_autofree char *words = g_strdup_printf ("%s   %s", way, code);
      GtkWidget       *label = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      g_object_set (label, "margin-start", 12, "margin-end", 12, NULL);
      g_object_set (label, "margin-top", 6, "margin-bottom", 6, NULL);
      gtk_list_box_append (self->found_list, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->found_list), self->found->len > 0);
}

/* The focus goes to the map before its regions are others. */
static void
go_to_found (ZhihuiMapPage *self, guint index)
{
  g_autoptr (ZhihuiRegionPath) path = NULL;

  if (self->selection == NULL || self->found == NULL || index >= self->found->len)
    return;

  path = zhihui_region_path_ref (self->found->pdata[index]);
  zhihui_map_page_set_search (self, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (zhihui_region_map_get_view (self->map)), GTK_DIR_TAB_FORWARD);
  zhihui_selection_set_path (self->selection, path);
}

static void
search_activated_cb (ZhihuiMapPage *self)
{
  go_to_found (self, 0);
}

static void
found_activated_cb (ZhihuiMapPage *self, GtkListBoxRow *row)
{
  go_to_found (self, (guint) gtk_list_box_row_get_index (row));
}

static void
search_stopped_cb (ZhihuiMapPage *self)
{
  zhihui_map_page_set_search (self, FALSE);
}

static void
spelled_cb (GObject *index, GAsyncResult *result, gpointer user_data)
{
  ZhihuiMapPage *self = user_data; /* not touched when cancelled */
  g_autoptr (GError) error = NULL;

  if (!zhihui_region_index_spell_finish (ZHIHUI_REGION_INDEX (index), result, &error))
    return;

  search_changed_cb (self);
}

/* ---- the widget ---- */

static void
zhihui_map_page_dispose (GObject *object)
{
  ZhihuiMapPage *self = ZHIHUI_MAP_PAGE (object);
  GtkWidget     *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->index);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (zhihui_map_page_parent_class)->dispose (object);
}

static void
zhihui_map_page_finalize (GObject *object)
{
  g_object_unref (ZHIHUI_MAP_PAGE (object)->cancellable);

  G_OBJECT_CLASS (zhihui_map_page_parent_class)->finalize (object);
}

static void
zhihui_map_page_class_init (ZhihuiMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_map_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_map_page_finalize;
  g_type_ensure (ZHIHUI_TYPE_REGION_CRUMBS);
  g_type_ensure (ZHIHUI_TYPE_REGION_MAP);
  g_type_ensure (ZHIHUI_TYPE_REGION_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/map-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiMapPage, child)
  BIND (search_bar);
  BIND (search_entry);
  BIND (found_list);
  BIND (up_button);
  BIND (crumbs);
  BIND (board_buttons);
  BIND (figures_label);
  BIND (map);
  BIND (table);
  BIND (foot_label);
#undef BIND
#define HEAR(callback) gtk_widget_class_bind_template_callback (widget_class, callback)
  HEAR (room_told_cb);
  HEAR (search_changed_cb);
  HEAR (search_activated_cb);
  HEAR (search_stopped_cb);
  HEAR (found_activated_cb);
  HEAR (up_clicked_cb);
  HEAR (row_marked_cb);
  HEAR (row_activated_cb);
#undef HEAR
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, up_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, up_pressed_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, up_pressed_cb, NULL);
}

static void
build_board_buttons (ZhihuiMapPage *self)
{
  GtkToggleButton *first = NULL;

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (zhihui_map_board_get_title (board));

      g_object_set_data (G_OBJECT (button), "board", GUINT_TO_POINTER (board));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      g_signal_connect (button, "toggled", G_CALLBACK (board_toggled_cb), self);
      gtk_box_append (self->board_buttons, button);
    }
  gtk_toggle_button_set_active (first, TRUE);
}

static void
zhihui_map_page_init (ZhihuiMapPage *self)
{
  self->index = zhihui_region_index_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->map, "laid", G_CALLBACK (show_table), self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  build_board_buttons (self);
}

/**
 * zhihui_map_page_set_selection:
 * @selection: (transfer none): what is chosen; set once
 */
void
zhihui_map_page_set_selection (ZhihuiMapPage *self, ZhihuiSelection *selection)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  zhihui_region_crumbs_set_selection (self->crumbs, selection);
  zhihui_region_map_set_selection (self->map, selection);
  g_signal_connect_object (
    selection, "notify::mark", G_CALLBACK (mark_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    selection, "notify::path", G_CALLBACK (path_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    selection, "notify::board", G_CALLBACK (board_changed_cb), self, G_CONNECT_SWAPPED);
  board_changed_cb (self);
  path_changed_cb (self);
}

/**
 * zhihui_map_page_show:
 * @situation: (transfer none): what is known
 */
void
zhihui_map_page_show (ZhihuiMapPage *self, ZhihuiSituation *situation)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (situation);
  ZhihuiRegions *regions = zhihui_situation_get_regions (situation);
  gboolean       has_more;

  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  has_more = regions != NULL &&
             (self->situation == NULL || zhihui_situation_get_regions (self->situation) != regions);
  zhihui_situation_ref (situation);
  g_clear_pointer (&self->situation, zhihui_situation_unref);
  self->situation = situation;
  zhihui_region_crumbs_set_whole (self->crumbs, meta != NULL ? meta->name : NULL);
  if (has_more)
    zhihui_region_index_add (self->index, regions, meta != NULL ? meta->region : NULL);
  show (self);
}

/**
 * zhihui_map_page_set_mesh:
 * @mesh: (transfer none) (nullable): borders of the parts of the region; %NULL: hexagons
 */
void
zhihui_map_page_set_mesh (ZhihuiMapPage *self, ZhihuiMesh *mesh)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  zhihui_region_map_set_mesh (self->map, mesh);
  show (self);
}

/**
 * zhihui_map_page_set_settings:
 * @settings: (transfer none): what the operator says about the map
 */
void
zhihui_map_page_set_settings (ZhihuiMapPage *self, ZhihuiMapSettings *settings)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  zhihui_region_map_set_settings (self->map, settings);
  show (self);
}

/**
 * zhihui_map_page_await_mesh:
 *
 * The borders of what is shown next are being looked for; zhihui_map_page_set_mesh () ends it.
 */
void
zhihui_map_page_await_mesh (ZhihuiMapPage *self)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  zhihui_region_map_await_mesh (self->map);
}

/**
 * zhihui_map_page_set_search:
 * @is_searching: whether a region can be looked for by what is typed
 */
void
zhihui_map_page_set_search (ZhihuiMapPage *self, gboolean is_searching)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, is_searching);
  if (!is_searching)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->table));
      return;
    }

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  zhihui_region_index_spell_async (self->index, self->cancellable, spelled_cb, self);
}

/**
 * zhihui_map_page_get_search_bar:
 *
 * Returns: (transfer none): its search mode tells whether a region is looked for
 */
GtkSearchBar *
zhihui_map_page_get_search_bar (ZhihuiMapPage *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_PAGE (self), NULL);

  return self->search_bar;
}

/**
 * zhihui_map_page_get_table:
 *
 * Returns: (transfer none): the twin of the map
 */
ZhihuiRegionTable *
zhihui_map_page_get_table (ZhihuiMapPage *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_PAGE (self), NULL);

  return self->table;
}

/**
 * zhihui_map_page_set_points:
 * @points: (transfer none) (nullable) (element-type ZhihuiMapPoint): where open cases are
 */
void
zhihui_map_page_set_points (ZhihuiMapPage *self, GArray *points)
{
  g_return_if_fail (ZHIHUI_IS_MAP_PAGE (self));

  self->has_points = points != NULL && points->len > 0;
  zhihui_region_map_set_points (self->map, points);
  show (self);
}

/**
 * zhihui_map_page_get_view:
 *
 * Returns: (transfer none): the map itself
 */
ZhihuiMapView *
zhihui_map_page_get_view (ZhihuiMapPage *self)
{
  g_return_val_if_fail (ZHIHUI_IS_MAP_PAGE (self), NULL);

  return zhihui_region_map_get_view (self->map);
}
