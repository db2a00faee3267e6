/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-trends.h"

#include "zhihui-card-layout.h"
#include "zhihui-chart-card.h"
#include "zhihui-desk-fault.h"
#include "zhihui-desk-page.h"
#include "zhihui-trend-plot.h"
#include "zhihui-wire.h"

#include <glib/gi18n-lib.h>

#define MOST_PARTS 20
#define MOST_WORDS 12
#define AGAIN_US (60 * G_USEC_PER_SEC)

/* What is read beside the situation, for the period that is chosen. */
typedef enum
{
  MIX_CHANNELS,
  MIX_TOPICS,
  N_MIXES,
} Mix;

/* How the whole region goes: the course of each board by day, week or month beside the time before,
 * what its cases came by and were about, and which words are heard. */
struct _ZhihuiDeskTrends
{
  AdwBin parent_instance;

  ZhihuiDesk     *desk; /* borrowed */
  ZhihuiTrendStep step;
  gboolean        choosing;        /* the buttons are being made: their signals mean nothing */
  ZhihuiChannels *mixes[N_MIXES];  /* owned, NULL not read */
  char           *faults[N_MIXES]; /* owned, NULL nothing failed */
  char           *asked;           /* owned, nullable: period and region that were asked for */
  gint64          asked_us;        /* monotonic, 0 never */
  GCancellable   *cancellable;     /* owned, nullable: of what is under way */

  /* template children */
  GtkWidget        *region_button; /* seen while a part was chosen on the map */
  AdwButtonContent *region_content;
  GtkBox           *step_buttons;
  GtkDropDown      *period_choice;
  ZhihuiChartCard  *trends[ZHIHUI_N_BOARDS]; /* in the template by name */
  ZhihuiChartCard  *channels, *topics, *words;
  GtkWidget        *courses, *lists; /* of the cards */
};

static void page_init (ZhihuiDeskPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiDeskTrends,
                               zhihui_desk_trends,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ZHIHUI_TYPE_DESK_PAGE, page_init))

static const struct
{
  const char *period, *label;
} periods[] = {
  { "today", N_ ("Today") },      { "week", N_ ("This week") },
  { "month", N_ ("This month") }, { "quarter", N_ ("This quarter") },
  { "ytd", N_ ("This year") },    { "rolling-90d", N_ ("90 days") },
};

#define FIRST_PERIOD 2  /* this month */
#define WIDEST "10,000" /* of the labels beside courses that stand below each other */

/* ---- courses ---- */

static gboolean
is_kept (ZhihuiSituation *situation, ZhihuiDataset dataset)
{
  ZhihuiState state = zhihui_situation_judge (situation, dataset, g_get_monotonic_time ()).state;

  return zhihui_state_is_kept (state);
}

static const char *
explain (ZhihuiSituation *situation, ZhihuiDataset dataset)
{
  const char *past = zhihui_desk_fault_describe_past (situation);

  return past != NULL
           ? past
           : zhihui_desk_fault_describe_receipt (zhihui_situation_get_receipt (situation, dataset));
}

static void
show_trend (ZhihuiDeskTrends *self, ZhihuiSituation *situation, ZhihuiBoard board)
{
  ZhihuiDataset    dataset = zhihui_dataset_for_trend (board, self->step);
  ZhihuiMeta      *meta = zhihui_situation_get_meta (situation);
  ZhihuiTrendChart chart = {
    .trend = zhihui_situation_get_trend (situation, board, self->step),
    .name =
      zhihui_situation_name_region (situation, zhihui_situation_get_region (situation, dataset)),
    .target = zhihui_trend_plot_find_target (zhihui_board_get_metric (board), meta),
    .zone = zhihui_situation_get_zone (situation),
    .kept = is_kept (situation, dataset),
    .widest = WIDEST,
  };

  zhihui_chart_card_set_title (
    self->trends[board], _ (zhihui_metric_get_traits (zhihui_board_get_metric (board))->title));
  if (chart.trend == NULL)
    zhihui_chart_card_say (self->trends[board], explain (situation, dataset));
  else
    zhihui_chart_card_show_trend (self->trends[board], &chart);
}

/* ---- what cases came by and were about ---- */

/* What could not be read again stays, and says so. */
static void
set_title (ZhihuiChartCard *card, const char *title, gboolean is_kept)
{
  g_autofree char *words =
    is_kept ? g_strdup_printf ("%s · %s", title, C_ ("key", "kept, not of now")) : g_strdup (title);

  zhihui_chart_card_set_title (card, words);
}

static void
show_mix (
  ZhihuiDeskTrends *self, Mix mix, ZhihuiChartCard *card, const char *title, const char *head)
{
  const char *past = zhihui_desk_fault_describe_past (zhihui_desk_get_situation (self->desk));

  set_title (card, title, self->mixes[mix] != NULL && self->faults[mix] != NULL);
  if (past != NULL)
    zhihui_chart_card_say (card, past);
  else if (self->mixes[mix] != NULL)
    zhihui_chart_card_show_mix (
      card, zhihui_mix_chart_new_for_channels (self->mixes[mix], head, MOST_PARTS));
  else
    zhihui_chart_card_say (card,
                           self->faults[mix] != NULL ? self->faults[mix] : _ ("Being read …"));
}

static void
show_mixes (ZhihuiDeskTrends *self)
{
  show_mix (self, MIX_CHANNELS, self->channels, _ ("By channel"), _ ("Channel"));
  show_mix (self, MIX_TOPICS, self->topics, _ ("By topic"), _ ("Topic"));
}

static void
show_words (ZhihuiDeskTrends *self, ZhihuiSituation *situation)
{
  ZhihuiHotWords *words = zhihui_situation_get_hot_words (situation);

  set_title (self->words,
             _ ("Hot words, 7 days"),
             words != NULL && is_kept (situation, ZHIHUI_DATASET_HOT_WORDS));
  if (words == NULL)
    zhihui_chart_card_say (self->words, explain (situation, ZHIHUI_DATASET_HOT_WORDS));
  else
    zhihui_chart_card_show_mix (self->words, zhihui_mix_chart_new_for_words (words, MOST_WORDS));
}

/* One question on its way. */
typedef struct
{
  ZhihuiDeskTrends *page; /* not touched when cancelled */
  Mix               mix;
} Question;

static void
take_answer (ZhihuiDeskTrends *self, Mix mix, GBytes *body, const GError *failure)
{
  ZhihuiChannels *channels = body != NULL ? zhihui_wire_decode_channels (body, NULL) : NULL;

  g_clear_pointer (&self->faults[mix], g_free);
  if (channels != NULL)
    {
      g_clear_pointer (&self->mixes[mix], zhihui_channels_unref);
      self->mixes[mix] = channels;
      return;
    }
  self->faults[mix] = g_strdup (zhihui_desk_fault_describe (failure));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = zhihui_source_ask_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_answer (question->page, question->mix, body, error);
  show_mixes (question->page);
}

static void
stop_asking (ZhihuiDeskTrends *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static const char *
get_period (ZhihuiDeskTrends *self)
{
  guint place = gtk_drop_down_get_selected (self->period_choice);

  return periods[place < G_N_ELEMENTS (periods) ? place : FIRST_PERIOD].period;
}

static char *
make_query (ZhihuiDeskTrends *self)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));

  return g_strdup_printf ("period=%s%s%s",
                          get_period (self),
                          path != NULL ? "&region=" : "",
                          path != NULL ? zhihui_region_path_get_code (path) : "");
}

/* Asks when something else is wanted than was, or that was a minute ago. */
static void
ask_mixes (ZhihuiDeskTrends *self, gint64 now_us)
{
  static const char *const paths[N_MIXES] = { "/channels", "/topics" };
  g_autofree char         *query = make_query (self);
  gboolean                 is_other = g_strcmp0 (query, self->asked) != 0;

  /* What would be answered is of now. */
  if (zhihui_situation_is_past (zhihui_desk_get_situation (self->desk)))
    return;
  if (!is_other && self->asked_us != 0 && now_us - self->asked_us < AGAIN_US)
    return;
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  self->asked_us = now_us;
  g_free (self->asked);
  self->asked = g_strdup (query);
  for (Mix mix = 0; mix < N_MIXES; mix++)
    {
      g_autofree char *path = g_strdup_printf ("%s?%s", paths[mix], query);
      Question        *question = g_new0 (Question, 1);

      if (is_other)
        g_clear_pointer (&self->mixes[mix], zhihui_channels_unref);
      question->page = self;
      question->mix = mix;
      zhihui_source_ask_async (
        zhihui_desk_get_source (self->desk), path, self->cancellable, answered_cb, question);
    }
}

/* ---- of which region it all is ---- */

/* The region that was chosen on the map, or that the courses are of the whole all the same. */
static void
show_region (ZhihuiDeskTrends *self, ZhihuiSituation *situation)
{
  ZhihuiDataset     dataset = zhihui_dataset_for_trend (ZHIHUI_BOARD_VOLUME, self->step);
  ZhihuiRegionPath *path = zhihui_selection_get_path (zhihui_desk_get_selection (self->desk));
  g_autofree char  *text = NULL;

  gtk_widget_set_visible (self->region_button, path != NULL);
  if (path == NULL)
    return;
  text = zhihui_situation_is_wider (situation, dataset)
           ? g_strdup_printf (_ ("All of %s"), zhihui_situation_name_region (situation, NULL))
           : g_strdup (zhihui_region_path_get_name (path));
  adw_button_content_set_label (self->region_content, text);
}

static void
leave_region_cb (ZhihuiDeskTrends *self)
{
  zhihui_selection_set_path (zhihui_desk_get_selection (self->desk), NULL);
  show_region (self, zhihui_desk_get_situation (self->desk));
  ask_mixes (self, g_get_monotonic_time ());
  show_mixes (self);
}

/* ---- the page ---- */

static void
show (ZhihuiDeskPage *page, ZhihuiSituation *situation)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (page);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    show_trend (self, situation, board);
  show_region (self, situation);
  show_words (self, situation);
  ask_mixes (self, g_get_monotonic_time ());
  show_mixes (self);
}

static ZhihuiTrendStep
get_step (GtkWidget *button)
{
  return (ZhihuiTrendStep) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "step"));
}

static void
recall_step (ZhihuiDeskTrends *self, ZhihuiDeskSettings *settings)
{
  const char *kept = NULL;

  if (!zhihui_desk_settings_lookup (settings, "trends", "step", "&s", &kept) ||
      !zhihui_trend_step_parse (kept, &self->step))
    return;
  self->choosing = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->step_buttons));
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (get_step (button) == self->step)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  self->choosing = FALSE;
}

static void
open_page (ZhihuiDeskPage *page, ZhihuiDesk *desk)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (page);

  recall_step (self, zhihui_desk_get_settings (desk));
  zhihui_desk_settings_bind (zhihui_desk_get_settings (desk),
                             "trends",
                             "period",
                             G_OBJECT (self->period_choice),
                             "selected");
  self->desk = desk;
}

static void
add_wants (ZhihuiDeskPage *page, ZhihuiWants *wants)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (page);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    wants->datasets |= 1u << zhihui_dataset_for_trend (board, self->step);
  wants->datasets |= 1u << ZHIHUI_DATASET_HOT_WORDS;
}

static void
pass (ZhihuiDeskPage *page, gint64 now_us)
{
  ask_mixes (ZHIHUI_DESK_TRENDS (page), now_us);
}

static void
leave (ZhihuiDeskPage *page)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (page);

  stop_asking (self);
  self->asked_us = 0; /* what was given up is asked again as soon as the page is seen again */
}

static gboolean
add_export (ZhihuiDeskPage *page, ZhihuiDeskExport *export)
{
  zhihui_desk_export_set_report (export, C_ ("file name", "analysis"), "analysis");
  export->period = g_strdup (get_period (ZHIHUI_DESK_TRENDS (page)));
  export->scope =
    _ ("It has the course of the volume in the chosen period, not the courses that are shown here");
  return TRUE;
}

/* The step that is chosen. */
static GtkWidget *
find_place (ZhihuiDeskPage *page, GVariant *target)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (page);
  GtkWidget        *button = gtk_widget_get_first_child (GTK_WIDGET (self->step_buttons));

  while (button != NULL && !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    button = gtk_widget_get_next_sibling (button);
  return button;
}

static void
page_init (ZhihuiDeskPageInterface *iface)
{
  iface->open = open_page;
  iface->add_wants = add_wants;
  iface->show = show;
  iface->pass = pass;
  iface->leave = leave;
  iface->add_export = add_export;
  iface->find_place = find_place;
}

static void
step_toggled_cb (GtkToggleButton *button, ZhihuiDeskTrends *self)
{
  if (self->choosing || !gtk_toggle_button_get_active (button))
    return;
  self->step = get_step (GTK_WIDGET (button));
  zhihui_desk_settings_set (zhihui_desk_get_settings (self->desk),
                            "trends",
                            "step",
                            g_variant_new_string (zhihui_trend_step_get_id (self->step)));
  zhihui_desk_ask (self->desk);
  show (ZHIHUI_DESK_PAGE (self), zhihui_desk_get_situation (self->desk));
}

static void
period_chosen_cb (ZhihuiDeskTrends *self)
{
  if (self->choosing || self->desk == NULL)
    return;
  ask_mixes (self, g_get_monotonic_time ());
  show_mixes (self);
}

static void
build_step_buttons (ZhihuiDeskTrends *self)
{
  static const char *const labels[ZHIHUI_N_TREND_STEPS] = {
    [ZHIHUI_TREND_STEP_DAY] = N_ ("By day"),
    [ZHIHUI_TREND_STEP_WEEK] = N_ ("By week"),
    [ZHIHUI_TREND_STEP_MONTH] = N_ ("By month"),
  };
  GtkToggleButton *first = NULL;

  for (guint step = 0; step < ZHIHUI_N_TREND_STEPS; step++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (labels[step]));

      g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (step));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), step == self->step);
      g_signal_connect_object (button, "toggled", G_CALLBACK (step_toggled_cb), self, 0);
      gtk_box_append (self->step_buttons, button);
    }
}

static void
zhihui_desk_trends_dispose (GObject *object)
{
  ZhihuiDeskTrends *self = ZHIHUI_DESK_TRENDS (object);

  stop_asking (self);
  for (Mix mix = 0; mix < N_MIXES; mix++)
    {
      g_clear_pointer (&self->mixes[mix], zhihui_channels_unref);
      g_clear_pointer (&self->faults[mix], g_free);
    }
  g_clear_pointer (&self->asked, g_free);

  G_OBJECT_CLASS (zhihui_desk_trends_parent_class)->dispose (object);
}

static void
zhihui_desk_trends_class_init (ZhihuiDeskTrendsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_trends_dispose;
  g_type_ensure (ZHIHUI_TYPE_CHART_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-trends.ui");
#define BIND(name, field)                                                                          \
  gtk_widget_class_bind_template_child_full (                                                      \
    widget_class, name, FALSE, G_STRUCT_OFFSET (ZhihuiDeskTrends, field))
  BIND ("region_button", region_button);
  BIND ("region_content", region_content);
  BIND ("step_buttons", step_buttons);
  BIND ("period_choice", period_choice);
  BIND ("courses", courses);
  BIND ("lists", lists);
  BIND ("volume", trends[ZHIHUI_BOARD_VOLUME]);
  BIND ("overdue", trends[ZHIHUI_BOARD_OVERDUE]);
  BIND ("returned", trends[ZHIHUI_BOARD_RETURN]);
  BIND ("satisfied", trends[ZHIHUI_BOARD_SATISFIED]);
  BIND ("channels", channels);
  BIND ("topics", topics);
  BIND ("words", words);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, period_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_region_cb);
}

static const ZhihuiCardRule course_rule = { .usual_width = 900, .least_columns = 2, .step = 2 };
static const ZhihuiCardRule list_rule = {
  .usual_width = 560, .least_columns = 2, .step = 1, .is_loose = TRUE
};

static void
zhihui_desk_trends_init (ZhihuiDeskTrends *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->choosing = TRUE;
  self->step = ZHIHUI_TREND_STEP_MONTH;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->courses, zhihui_card_layout_new (&course_rule));
  gtk_widget_set_layout_manager (self->lists, zhihui_card_layout_new (&list_rule));
  build_step_buttons (self);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _ (periods[i].label));
  gtk_drop_down_set_model (self->period_choice, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->period_choice, FIRST_PERIOD);
  self->choosing = FALSE;
}
