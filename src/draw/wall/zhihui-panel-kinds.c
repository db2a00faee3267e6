/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-kinds.h"

#include <glib/gi18n-lib.h>

#define BIT(NAME) (1u << ZHIHUI_DATASET_##NAME)

G_STATIC_ASSERT (ZHIHUI_N_DATASETS <= 32);
#define BOARD_OPTIONS                                                                              \
  (ZHIHUI_OPTION_PEER | ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_PERIOD | ZHIHUI_OPTION_ORDER |           \
   ZHIHUI_OPTION_TITLE)

static void
draw_board (ZhihuiSketch *sketch)
{
  zhihui_panel_board_draw (sketch, zhihui_panel_kind_get (sketch->panel)->board);
}

static void
draw_map (ZhihuiSketch *sketch)
{
  zhihui_panel_map_draw (sketch, sketch->map);
}

static const ZhihuiPanelKind kinds[ZHIHUI_N_PANELS] = {
  [ZHIHUI_PANEL_HEAD] = { .name = "head",
                          .title = NC_ ("panel", "Header"),
                          .board = ZHIHUI_N_BOARDS,
                          .options = ZHIHUI_OPTION_TABS,
                          .ticks = ZHIHUI_TICKS_ALWAYS,
                          .seams = ZHIHUI_SEAMS_BETWEEN_ALL,
                          .draw = zhihui_panel_head_draw },
  [ZHIHUI_PANEL_KPI] = { .name = "kpi",
                         .title = NC_ ("panel", "Key figures"),
                         .datasets = BIT (SUMMARY),
                         .board = ZHIHUI_N_BOARDS,
                         .seams = ZHIHUI_SEAMS_BETWEEN_ALL,
                         .draw = zhihui_panel_kpi_draw },
  [ZHIHUI_PANEL_VOLUME] = { .name = "vol",
                            .title = NC_ ("panel", "Cases handled"),
                            .board = ZHIHUI_BOARD_VOLUME,
                            .metric = ZHIHUI_BOARD_VOLUME,
                            .options = BOARD_OPTIONS,
                            .draw = draw_board },
  [ZHIHUI_PANEL_OVERDUE] = { .name = "ovr",
                             .title = NC_ ("panel", "Overdue rate"),
                             .board = ZHIHUI_BOARD_OVERDUE,
                             .metric = ZHIHUI_BOARD_OVERDUE,
                             .options = BOARD_OPTIONS,
                             .draw = draw_board },
  [ZHIHUI_PANEL_RETURN] = { .name = "ret",
                            .title = NC_ ("panel", "Return rate"),
                            .board = ZHIHUI_BOARD_RETURN,
                            .metric = ZHIHUI_BOARD_RETURN,
                            .options = BOARD_OPTIONS,
                            .draw = draw_board },
  [ZHIHUI_PANEL_SATISFIED] = { .name = "sat",
                               .title = NC_ ("panel", "Satisfaction"),
                               .board = ZHIHUI_BOARD_SATISFIED,
                               .metric = ZHIHUI_BOARD_SATISFIED,
                               .options = BOARD_OPTIONS,
                               .draw = draw_board },
  [ZHIHUI_PANEL_MAP] = { .name = "map",
                         .title = NC_ ("panel", "Where cases arise"),
                         .datasets = BIT (MAP) | BIT (REGIONS) | BIT (LAYERS),
                         .board = ZHIHUI_N_BOARDS,
                         .metric = ZHIHUI_BOARD_VOLUME,
                         .options =
                           ZHIHUI_OPTION_METRIC | ZHIHUI_OPTION_LAYER | ZHIHUI_OPTION_TITLE,
                         .seams = ZHIHUI_SEAMS_UNDER,
                         .draw = draw_map },
  [ZHIHUI_PANEL_DEADLINES] = { .name = "sla",
                               .title = NC_ ("panel", "Deadlines"),
                               .datasets = BIT (SUMMARY),
                               .board = ZHIHUI_N_BOARDS,
                               .options = ZHIHUI_OPTION_TITLE,
                               .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                               .draw = zhihui_panel_deadlines_draw },
  [ZHIHUI_PANEL_HOT_WORDS] = { .name = "hot",
                               .title = NC_ ("panel", "Hot words"),
                               .datasets = BIT (HOT_WORDS),
                               .board = ZHIHUI_N_BOARDS,
                               .options = ZHIHUI_OPTION_TITLE,
                               .draw = zhihui_panel_hot_words_draw },
  [ZHIHUI_PANEL_CHANNELS] = { .name = "chan",
                              .title = NC_ ("panel", "Channels"),
                              .datasets = BIT (CHANNELS),
                              .board = ZHIHUI_N_BOARDS,
                              .options = ZHIHUI_OPTION_TITLE,
                              .draw = zhihui_panel_channels_draw },
  [ZHIHUI_PANEL_MEETINGS] = { .name = "meet",
                              .title = NC_ ("panel", "Case reviews"),
                              .datasets = BIT (MEETINGS),
                              .board = ZHIHUI_N_BOARDS,
                              .options = ZHIHUI_OPTION_TITLE,
                              .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                              .draw = zhihui_panel_meetings_draw },
  [ZHIHUI_PANEL_ALERTS] = { .name = "alert",
                            .title = NC_ ("panel", "Alerts"),
                            .datasets = BIT (ALERTS),
                            .board = ZHIHUI_N_BOARDS,
                            .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                            .seams = ZHIHUI_SEAMS_BETWEEN_ALL,
                            .draw = zhihui_panel_alerts_draw },
  [ZHIHUI_PANEL_TREND] = { .name = "trend",
                           .title = NC_ ("panel", "Trend"),
                           .board = ZHIHUI_N_BOARDS,
                           .metric = ZHIHUI_BOARD_VOLUME,
                           .options =
                             ZHIHUI_OPTION_METRIC | ZHIHUI_OPTION_PERIOD | ZHIHUI_OPTION_TITLE,
                           .follows = ZHIHUI_FOLLOWS_TREND,
                           .seams = ZHIHUI_SEAMS_UNDER,
                           .draw = zhihui_panel_trend_draw },
  [ZHIHUI_PANEL_FUNNEL] = { .name = "funnel",
                            .title = NC_ ("panel", "Different or small"),
                            .board = ZHIHUI_N_BOARDS,
                            .metric = ZHIHUI_BOARD_OVERDUE,
                            .options =
                              ZHIHUI_OPTION_METRIC | ZHIHUI_OPTION_PEER | ZHIHUI_OPTION_TITLE,
                            .follows = ZHIHUI_FOLLOWS_BOARD,
                            .is_whole = TRUE,
                            .seams = ZHIHUI_SEAMS_UNDER,
                            .draw = zhihui_panel_funnel_draw },
  [ZHIHUI_PANEL_CLOCKS] = { .name = "clocks",
                            .title = NC_ ("panel", "Clocks that run"),
                            .datasets = BIT (SUMMARY),
                            .board = ZHIHUI_N_BOARDS,
                            .options = ZHIHUI_OPTION_TITLE,
                            .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                            .seams = ZHIHUI_SEAMS_BETWEEN_ALL,
                            .draw = zhihui_panel_clocks_draw },
  [ZHIHUI_PANEL_OWING] = { .name = "owing",
                           .title = NC_ ("panel", "Overdue now"),
                           .board = ZHIHUI_BOARD_OVERDUE,
                           .metric = ZHIHUI_BOARD_OVERDUE,
                           .options = ZHIHUI_OPTION_PEER | ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                           .is_whole = TRUE,
                           .draw = zhihui_panel_owing_draw },
  [ZHIHUI_PANEL_STAGES] = { .name = "stages",
                            .title = NC_ ("panel", "Stages of the work"),
                            .datasets = BIT (SUMMARY),
                            .board = ZHIHUI_N_BOARDS,
                            .options = ZHIHUI_OPTION_TITLE,
                            .draw = zhihui_panel_stages_draw },
  [ZHIHUI_PANEL_ALERT_LIST] = { .name = "alert-list",
                                .title = NC_ ("panel", "Alerts that stand"),
                                .datasets = BIT (ALERTS),
                                .board = ZHIHUI_N_BOARDS,
                                .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                                .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                                .seams = ZHIHUI_SEAMS_BETWEEN_COLUMNS,
                                .draw = zhihui_panel_alert_list_draw },
  [ZHIHUI_PANEL_REVIEW] = { .name = "cur",
                            .title = NC_ ("panel", "Case review"),
                            .datasets = BIT (MEETINGS),
                            .board = ZHIHUI_N_BOARDS,
                            .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                            .seams = ZHIHUI_SEAMS_BETWEEN_COLUMNS,
                            .draw = zhihui_panel_review_draw },
  [ZHIHUI_PANEL_REVIEW_LIST] = { .name = "list",
                                 .title = NC_ ("panel", "Schedule"),
                                 .datasets = BIT (MEETINGS),
                                 .board = ZHIHUI_N_BOARDS,
                                 .ticks = ZHIHUI_TICKS_WITH_FIGURES,
                                 .draw = zhihui_panel_review_list_draw },
  [ZHIHUI_PANEL_LAYER] = { .name = "layer",
                           .title = NC_ ("panel", "Layer"),
                           .datasets = BIT (LAYERS) | BIT (REGIONS),
                           .board = ZHIHUI_N_BOARDS,
                           .options = ZHIHUI_OPTION_LAYER | ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                           .draw = zhihui_panel_layer_draw },
  [ZHIHUI_PANEL_LAYERS] = { .name = "layers",
                            .title = NC_ ("panel", "What other systems count"),
                            .datasets = BIT (LAYERS),
                            .board = ZHIHUI_N_BOARDS,
                            .options = ZHIHUI_OPTION_LAYER | ZHIHUI_OPTION_TITLE,
                            .draw = zhihui_panel_layers_draw },
  [ZHIHUI_PANEL_STAFF] = { .name = "staff",
                           .title = NC_ ("panel", "People"),
                           .datasets = BIT (STAFF) | BIT (REGIONS),
                           .board = ZHIHUI_N_BOARDS,
                           .options = ZHIHUI_OPTION_LAYER | ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                           .draw = zhihui_panel_staff_draw },
  [ZHIHUI_PANEL_SERVICES] = { .name = "services",
                              .title = NC_ ("panel", "Services"),
                              .datasets = BIT (SERVICES),
                              .board = ZHIHUI_N_BOARDS,
                              .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                              .draw = zhihui_panel_services_draw },
  [ZHIHUI_PANEL_MODES] = { .name = "modes",
                           .title = NC_ ("panel", "Ways of service"),
                           .datasets = BIT (MODES),
                           .board = ZHIHUI_N_BOARDS,
                           .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                           .draw = zhihui_panel_modes_draw },
  [ZHIHUI_PANEL_GUIDE] = { .name = "guide",
                           .title = NC_ ("panel", "Guide"),
                           .datasets = BIT (GUIDE),
                           .board = ZHIHUI_N_BOARDS,
                           .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                           .draw = zhihui_panel_guide_draw },
  [ZHIHUI_PANEL_INDICATORS] = { .name = "indicators",
                                .title = NC_ ("panel", "Published figures"),
                                .datasets = BIT (INDICATORS),
                                .board = ZHIHUI_N_BOARDS,
                                .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                                .draw = zhihui_panel_indicators_draw },
  [ZHIHUI_PANEL_SYSTEMS] = { .name = "systems",
                             .title = NC_ ("panel", "Other systems"),
                             .datasets = BIT (SYSTEMS),
                             .board = ZHIHUI_N_BOARDS,
                             .options = ZHIHUI_OPTION_TOP | ZHIHUI_OPTION_TITLE,
                             .draw = zhihui_panel_systems_draw },
  /* Reading what its board does it is drawn anew when that is another. */
  [ZHIHUI_PANEL_FOOT] = { .name = "foot",
                          .title = NC_ ("panel", "Reading key"),
                          .board = ZHIHUI_BOARD_OVERDUE,
                          .options = ZHIHUI_OPTION_PEER,
                          .seams = ZHIHUI_SEAMS_BETWEEN_ALL,
                          .draw = zhihui_panel_foot_draw },
};

/**
 * zhihui_panel_kind_get:
 *
 * Returns: (transfer none): the row of the table; never NULL for a panel there is
 */
const ZhihuiPanelKind *
zhihui_panel_kind_get (ZhihuiPanel panel)
{
  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, NULL);

  return &kinds[panel];
}

/**
 * zhihui_panel_kind_find:
 * @name: as files of pages write it: "map"
 * @panel: (out)
 *
 * Returns: FALSE when there is no such kind
 */
gboolean
zhihui_panel_kind_find (const char *name, ZhihuiPanel *panel)
{
  g_return_val_if_fail (name != NULL && panel != NULL, FALSE);

  for (ZhihuiPanel i = 0; i < ZHIHUI_N_PANELS; i++)
    if (g_str_equal (kinds[i].name, name))
      {
        *panel = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_panel_kind_get_datasets:
 * @options: (nullable): what the page says of the panel
 *
 * Returns: bits 1 << ZhihuiDataset of what it shows besides a board
 */
guint
zhihui_panel_kind_get_datasets (ZhihuiPanel panel, const ZhihuiPanelOptions *options)
{
  const ZhihuiPanelKind *kind = zhihui_panel_kind_get (panel);
  ZhihuiTrendStep        step;

  if (kind->follows != ZHIHUI_FOLLOWS_TREND)
    return kind->datasets;

  zhihui_trend_step_parse (options != NULL ? options->period : NULL, &step);
  return kind->datasets |
         1u << zhihui_dataset_for_trend (options != NULL ? options->metric : kind->metric, step);
}

/**
 * zhihui_panel_kind_get_board:
 * @options: (nullable): what the page says of the panel
 *
 * Returns: the board it shows, %ZHIHUI_N_BOARDS none
 */
ZhihuiBoard
zhihui_panel_kind_get_board (ZhihuiPanel panel, const ZhihuiPanelOptions *options)
{
  const ZhihuiPanelKind *kind = zhihui_panel_kind_get (panel);

  if (kind->follows != ZHIHUI_FOLLOWS_BOARD)
    return kind->board;
  return options != NULL ? options->metric : kind->metric;
}

/**
 * zhihui_panel_kind_make_board_key:
 * @panel: that shows a board
 * @options: (nullable): what the page says of the panel
 * @peer: (nullable): whose turn it is, where the page names no group
 *
 * Returns: which board of a situation it shows; its texts are those of @options and @peer
 */
ZhihuiBoardKey
zhihui_panel_kind_make_board_key (ZhihuiPanel               panel,
                                  const ZhihuiPanelOptions *options,
                                  const char               *peer)
{
  ZhihuiBoardKey key = { .board = zhihui_panel_kind_get_board (panel, options), .peer = peer };

  if (options == NULL || key.board == ZHIHUI_N_BOARDS)
    return key;
  if (options->peer != NULL)
    key.peer = options->peer;
  key.way = zhihui_board_name_way (key.board, options->period, options->order);
  return key;
}

/**
 * zhihui_panel_kind_is_judged_board:
 *
 * Returns: whether it ranks units by a rate, and so says which are worse than the others
 */
gboolean
zhihui_panel_kind_is_judged_board (ZhihuiPanel panel)
{
  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, FALSE);

  return kinds[panel].board != ZHIHUI_N_BOARDS && kinds[panel].board != ZHIHUI_BOARD_VOLUME;
}

/**
 * zhihui_panel_get_title:
 *
 * Returns: (transfer none): what the panel is called in the language of the wall
 */
const char *
zhihui_panel_get_title (ZhihuiPanel panel)
{
  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "panel", kinds[panel].title);
}

/**
 * zhihui_panel_ticks:
 *
 * Returns: whether the panel shows a clock, a countdown or an age
 */
gboolean
zhihui_panel_ticks (ZhihuiPanel panel, ZhihuiSituation *situation, gint64 now_us)
{
  ZhihuiState state;

  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, FALSE);

  if (kinds[panel].ticks == ZHIHUI_TICKS_ALWAYS)
    return TRUE;
  if (situation == NULL)
    return FALSE;

  state = zhihui_situation_judge_source (situation, now_us, NULL).state;
  return state == ZHIHUI_STATE_LATE || state == ZHIHUI_STATE_ERROR ||
         kinds[panel].ticks == ZHIHUI_TICKS_WITH_FIGURES;
}
