/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-window-private.h"

#include "zhihui-format.h"
#include "zhihui-pages.h"
#include "zhihui-view.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiDeskWindow:
 *
 * The supervisor's window: ranking table with the portrait of a unit, and the case reviews. It
 * joins the source and the views; the views know nothing of the source.
 */
G_DEFINE_FINAL_TYPE (ZhihuiDeskWindow, zhihui_desk_window, ADW_TYPE_APPLICATION_WINDOW)

/* NULL is the default of each board: month, and 90 days for overdue and return. */
static const struct
{
  const char *period;
  const char *label;
} periods[] = {
  { NULL, N_ ("Usual periods") },     { "today", N_ ("Today") },
  { "week", N_ ("This week") },       { "month", N_ ("This month") },
  { "quarter", N_ ("This quarter") }, { "ytd", N_ ("This year") },
  { "rolling-90d", N_ ("90 days") },
};

const char *
zhihui_desk_window_get_period (ZhihuiDeskWindow *self)
{
  guint selected = gtk_drop_down_get_selected (self->period_choice);

  return selected < G_N_ELEMENTS (periods) ? periods[selected].period : NULL;
}

static const char *
get_peer_label (ZhihuiDeskWindow *self)
{
  ZhihuiMeta *meta = zhihui_situation_get_meta (zhihui_source_get_situation (self->source));

  for (guint i = 0; meta != NULL && i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);

      if (g_strcmp0 (peer->id, self->peer) == 0)
        return peer->label;
    }
  return NULL;
}

static void
ask_source (ZhihuiDeskWindow *self)
{
  ZhihuiWants wants = {
    .datasets = 1u << ZHIHUI_DATASET_META | 1u << ZHIHUI_DATASET_MEETINGS,
  };

  if (zhihui_desk_window_is_on_map (self))
    {
      zhihui_desk_window_ask_for_map (self);
      return;
    }
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      wants.rankings[board].board = board;
      wants.rankings[board].peer = self->peer != NULL ? self->peer : "*";
      wants.rankings[board].period = zhihui_desk_window_get_period (self);
    }
  wants.n_rankings = ZHIHUI_N_BOARDS;
  zhihui_drill_set_wants (self->drill, &wants);
}

static void
show_unit (ZhihuiDeskWindow *self)
{
  zhihui_unit_pane_set_row (
    self->pane, zhihui_ranking_table_get_selected (self->table), get_peer_label (self));
}

static void
unit_selected_cb (ZhihuiDeskWindow *self)
{
  if (self->source != NULL)
    show_unit (self);
}

static void
show_foot (ZhihuiDeskWindow *self, ZhihuiSituation *situation)
{
  ZhihuiBoard    board = zhihui_ranking_table_get_board (self->table);
  ZhihuiRanking *ranking =
    self->peer != NULL ? zhihui_situation_get_ranking (situation, board, self->peer) : NULL;
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  g_autofree char *from = NULL, *to = NULL, *group = NULL, *region = NULL, *text = NULL;

  if (ranking == NULL)
    {
      gtk_label_set_text (self->foot_label, "");
      return;
    }
  from = zhihui_format_date (zone, ranking->window.from, ranking->as_of);
  to = zhihui_format_date (zone, MIN (ranking->window.to, ranking->as_of) - 1, ranking->as_of);
  if (zhihui_metric_get_traits (ranking->metric)->is_count)
    {
      group = zhihui_format_count (ranking->total.n);
      region = zhihui_format_count (ranking->region_total.n);
    }
  else
    {
      g_autofree char *group_rate = zhihui_format_rate (ranking->total.k, ranking->total.n);
      g_autofree char *group_fraction = zhihui_format_fraction (ranking->total.k, ranking->total.n);
      g_autofree char *region_rate =
        zhihui_format_rate (ranking->region_total.k, ranking->region_total.n);
      g_autofree char *region_fraction =
        zhihui_format_fraction (ranking->region_total.k, ranking->region_total.n);

      group = g_strdup_printf ("%s (%s)", group_rate, group_fraction);
      region = g_strdup_printf ("%s (%s)", region_rate, region_fraction);
    }
  /* Translators: board, first day, last day, group figure, region figure, ranked units, unranked
   * units */
  text = g_strdup_printf (
    _ ("%1$s, %2$s – %3$s.  Group %4$s, all units %5$s.  %6$u ranked, %7$u too few to rank."),
    _ (zhihui_metric_get_traits (ranking->metric)->title),
    from,
    to,
    group,
    region,
    ranking->n_ranked,
    ranking->n_unranked);
  gtk_label_set_text (self->foot_label, text);
}

static char *
describe_state (ZhihuiSituation *situation, ZhihuiFreshness freshness, const ZhihuiReceipt *receipt)
{
  g_autofree char *age = zhihui_format_age (freshness.age_s);
  const char      *detail = receipt != NULL && receipt->detail != NULL ? receipt->detail : "";

  switch (freshness.state)
    {
    case ZHIHUI_STATE_LATE:
      return g_strdup_printf (_ ("Late: the last answer is %s old"), age);
    case ZHIHUI_STATE_STALE:
      return g_strdup_printf (
        _ ("Kept figures, %s old: the platform does not answer. %s"), age, detail);
    case ZHIHUI_STATE_OFFLINE:
      if (zhihui_situation_is_clock_doubtful (situation))
        return g_strdup_printf (
          _ ("Offline since the start: kept figures, how old is not known. %s"), detail);
      return g_strdup_printf (_ ("Offline since the start: kept figures. %s"), detail);
    case ZHIHUI_STATE_ERROR:
      return g_strdup_printf (_ ("The platform could not be read: %s"), detail);
    case ZHIHUI_STATE_REFUSED:
      return g_strdup (_ (
        "The platform refuses this token. Ask its administrator for one with the scope “desk”."));
    case ZHIHUI_STATE_LOADING:
    case ZHIHUI_STATE_FRESH:
    default:
      return NULL;
    }
}

static char *
describe_clock (ZhihuiSituation *situation)
{
  gint64           error_s = zhihui_situation_get_clock_error_s (situation);
  g_autofree char *age = zhihui_format_age (ABS (error_s));

  if (error_s == 0)
    return NULL;
  if (error_s > 0)
    return g_strdup_printf (_ ("This machine's clock is %s ahead of the platform's"), age);
  return g_strdup_printf (_ ("This machine's clock is %s behind the platform's"), age);
}

/* Figures that stand still although the platform answers, or that are of later than its clock. */
static char *
describe_lag (ZhihuiSituation *situation, gint64 now_us)
{
  gint64           lag_s = zhihui_situation_get_lag_s (situation, now_us);
  gint64           worst_lag_s = zhihui_situation_get_worst_lag_s (situation, now_us);
  g_autofree char *age = zhihui_format_age (ABS (lag_s));
  g_autofree char *worst_age = zhihui_format_age (MAX (worst_lag_s, 0));

  if (lag_s == 0 && worst_lag_s <= 0)
    return NULL;
  if (lag_s == 0)
    return g_strdup_printf (_ ("The platform answers, but some of its figures are %s old"),
                            worst_age);
  if (lag_s > 0)
    return g_strdup_printf (_ ("The platform answers, but its figures are %s old"), age);
  return g_strdup_printf (_ ("The platform's figures are %s ahead of its clock"), age);
}

/* A time alone is one of today. */
static void
show_as_of (ZhihuiDeskWindow *self, ZhihuiSituation *situation, gboolean is_live)
{
  gboolean         is_snapshot = zhihui_situation_is_snapshot (situation);
  ZhihuiZone      *zone = zhihui_situation_get_zone (situation);
  gint64           at = zhihui_situation_get_as_of (situation);
  g_autofree char *as_of = is_live && !is_snapshot ? zhihui_format_clock (zone, at, TRUE)
                                                   : zhihui_format_date_time (zone, at);
  g_autofree char *text = NULL;

  if (is_live && is_snapshot)
    text = g_strdup_printf (_ ("○ Snapshot   as of %s"), as_of);
  else
    text = g_strdup_printf (is_live ? _ ("● Live   as of %s") : _ ("○ Not live   as of %s"), as_of);
  gtk_label_set_text (self->state_label, text);
}

static void
show_state (ZhihuiDeskWindow *self)
{
  ZhihuiSituation     *situation = zhihui_source_get_situation (self->source);
  const ZhihuiReceipt *receipt = NULL;
  ZhihuiFreshness      freshness =
    zhihui_situation_judge_source (situation, g_get_monotonic_time (), &receipt);
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  g_autofree char *words = describe_state (situation, freshness, receipt);
  g_autofree char *clock = describe_clock (situation);
  g_autofree char *lag = describe_lag (situation, g_get_monotonic_time ());
  const char      *banner = words != NULL ? words : lag != NULL ? lag : clock;

  gtk_revealer_set_reveal_child (self->banner, banner != NULL && meta != NULL);
  if (banner != NULL)
    gtk_label_set_text (self->banner_label, banner);
  if (meta == NULL)
    {
      adw_status_page_set_description (self->loading_page, words);
      return;
    }
  show_as_of (self, situation, words == NULL && lag == NULL);
}

static gboolean
second_passed_cb (gpointer user_data)
{
  show_state (user_data);
  zhihui_desk_window_pass_map (user_data);
  return G_SOURCE_CONTINUE;
}

static void
peer_toggled_cb (GtkToggleButton *button, ZhihuiDeskWindow *self)
{
  const char *peer = g_object_get_data (G_OBJECT (button), "peer");

  if (self->choosing || !gtk_toggle_button_get_active (button) || g_strcmp0 (peer, self->peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  ask_source (self);
  zhihui_ranking_table_show (self->table, zhihui_source_get_situation (self->source), self->peer);
  show_foot (self, zhihui_source_get_situation (self->source));
}

static void
build_peer_buttons (ZhihuiDeskWindow *self, ZhihuiMeta *meta)
{
  GtkToggleButton *first = NULL;

  self->choosing = TRUE;
  for (guint i = 0; i < meta->peers->len; i++)
    {
      const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);
      g_autofree char  *label = g_strdup_printf ("%s %u", peer->label, peer->n_units);
      GtkWidget        *button = gtk_toggle_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "peer", g_strdup (peer->id), g_free);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        {
          first = GTK_TOGGLE_BUTTON (button);
          self->peer = g_strdup (peer->id);
          gtk_toggle_button_set_active (first, TRUE);
        }
      g_signal_connect_object (button, "toggled", G_CALLBACK (peer_toggled_cb), self, 0);
      gtk_box_append (self->peer_buttons, button);
    }
  self->choosing = FALSE;
}

static void
board_toggled_cb (GtkToggleButton *button, ZhihuiDeskWindow *self)
{
  if (self->choosing || !gtk_toggle_button_get_active (button))
    return;
  zhihui_ranking_table_set_board (
    self->table, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "board")));
  if (self->source != NULL)
    show_foot (self, zhihui_source_get_situation (self->source));
}

static void
build_board_buttons (ZhihuiDeskWindow *self)
{
  GtkToggleButton *first = NULL;

  self->choosing = TRUE;
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (
        _ (zhihui_metric_get_traits (zhihui_board_get_metric (board))->title));

      g_object_set_data (G_OBJECT (button), "board", GUINT_TO_POINTER (board));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    board == zhihui_ranking_table_get_board (self->table));
      g_signal_connect_object (button, "toggled", G_CALLBACK (board_toggled_cb), self, 0);
      gtk_box_append (self->board_buttons, button);
    }
  self->choosing = FALSE;
}

static void
show_titles (ZhihuiDeskWindow *self, ZhihuiSituation *situation, ZhihuiMeta *meta)
{
  ZhihuiMeetings  *meetings = zhihui_situation_get_meetings (situation);
  g_autofree char *count = meetings != NULL ? g_strdup_printf ("%u", meetings->items->len) : NULL;
  g_autofree char *as_of = zhihui_format_date_time (zhihui_situation_get_zone (situation),
                                                    zhihui_situation_get_as_of (situation));
  g_autofree char *subtitle = g_strdup_printf (_ ("Data as of %s"), as_of);
  gboolean review = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "review") == 0;
  gboolean on_map = zhihui_desk_window_is_on_map (self);

  adw_window_title_set_title (self->system_title, meta->title);
  adw_window_title_set_subtitle (self->system_title, meta->name);
  adw_window_title_set_title (self->page_title,
                              review   ? _ ("Case review")
                              : on_map ? _ ("Map")
                                       : _ ("Rankings"));
  adw_window_title_set_subtitle (self->page_title, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), !review && !on_map);
  gtk_widget_set_visible (GTK_WIDGET (self->pane_button), !review && !on_map);
  gtk_label_set_text (self->meeting_count, count != NULL ? count : "");
}

static void
situation_changed_cb (ZhihuiDeskWindow *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);

  show_state (self);
  if (!self->is_told && zhihui_source_is_settled (self->source))
    {
      zhihui_pages_tell_failure ("zhihui", situation);
      self->is_told = TRUE;
    }
  if (meta == NULL)
    return;
  if (self->peer == NULL)
    {
      build_peer_buttons (self, meta);
      ask_source (self);
    }
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "loading") == 0)
    gtk_stack_set_visible_child_name (self->pages, "rankings");
  if (zhihui_desk_window_is_on_map (self))
    zhihui_desk_window_show_map (self, situation);
  else if (self->peer != NULL)
    zhihui_ranking_table_show (self->table, situation, self->peer);
  zhihui_desk_window_show_region (self);
  zhihui_meeting_list_show (self->meetings, situation);
  show_titles (self, situation, meta);
  if (!zhihui_desk_window_is_on_map (self))
    show_foot (self, situation);
}

static void
choice_changed_cb (ZhihuiDeskWindow *self)
{
  if (self->source != NULL && !self->choosing)
    ask_source (self);
}

static void
search_changed_cb (ZhihuiDeskWindow *self)
{
  zhihui_ranking_table_set_search (self->table,
                                   gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
sidebar_activated_cb (ZhihuiDeskWindow *self, GtkListBoxRow *row)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);

  adw_leaflet_set_visible_child (self->leaflet, self->content);
  if (zhihui_situation_get_meta (situation) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->pages, gtk_widget_get_name (GTK_WIDGET (row)));
  ask_source (self);
  zhihui_desk_window_show_region (self);
  if (zhihui_desk_window_is_on_map (self))
    zhihui_desk_window_show_map (self, situation);
  show_titles (self, situation, zhihui_situation_get_meta (situation));
}

static void
back_clicked_cb (ZhihuiDeskWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
zhihui_desk_window_dispose (GObject *object)
{
  ZhihuiDeskWindow *self = ZHIHUI_DESK_WINDOW (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  if (self->source != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->source, self);
      zhihui_source_stop (self->source);
      g_clear_object (&self->source);
    }
  zhihui_desk_window_close_map (self);
  g_clear_pointer (&self->peer, g_free);

  G_OBJECT_CLASS (zhihui_desk_window_parent_class)->dispose (object);
}

static void
zhihui_desk_window_class_init (ZhihuiDeskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_window_dispose;
  zhihui_view_init ();
  g_type_ensure (ZHIHUI_TYPE_RANKING_TABLE);
  g_type_ensure (ZHIHUI_TYPE_UNIT_PANE);
  g_type_ensure (ZHIHUI_TYPE_MEETING_LIST);
  g_type_ensure (ZHIHUI_TYPE_MAP_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskWindow, child)
  BIND (toasts);
  BIND (leaflet);
  BIND (system_title);
  BIND (page_title);
  BIND (sidebar);
  BIND (meeting_count);
  BIND (state_label);
  BIND (content);
  BIND (search_button);
  BIND (pane_button);
  BIND (banner);
  BIND (banner_label);
  BIND (pages);
  BIND (loading_page);
  BIND (flap);
  BIND (pane);
  BIND (search_bar);
  BIND (search_entry);
  BIND (period_choice);
  BIND (region_button);
  BIND (region_content);
  BIND (peer_buttons);
  BIND (board_buttons);
  BIND (table);
  BIND (foot_label);
  BIND (meetings);
  BIND (map);
#undef BIND
  /* Keys that words are typed with: bindings of the class, for they come after the entry's. */
  for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
    gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_1 + board, 0, "win.board", "i", board);
  gtk_widget_class_bind_template_callback (widget_class, unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, zhihui_desk_window_leave_region);
}

static void
zhihui_desk_window_init (ZhihuiDeskWindow *self)
{
  g_autoptr (GtkStringList) labels = NULL;

  self->choosing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  labels = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _ (periods[i].label));
  gtk_drop_down_set_model (self->period_choice, G_LIST_MODEL (labels));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  build_board_buttons (self);
  zhihui_desk_window_add_actions (self);
  self->choosing = FALSE;
}

/**
 * zhihui_desk_window_new:
 * @source: where the figures come from; started here, stopped with the window
 *
 * Returns: (transfer none): a window of @application
 */
GtkWidget *
zhihui_desk_window_new (AdwApplication *application, ZhihuiSource *source)
{
  ZhihuiDeskWindow *self = g_object_new (ZHIHUI_TYPE_DESK_WINDOW, "application", application, NULL);

  self->source = g_object_ref (source);
  zhihui_desk_window_open_map (self);
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);
  self->clock_id = g_timeout_add_seconds (1, second_passed_cb, self);
  ask_source (self);
  zhihui_source_start (source);
  situation_changed_cb (self);
  return GTK_WIDGET (self);
}
