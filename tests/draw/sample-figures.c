/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-figures.h"

#include "zhihui-panel-kinds.h"

#define N_STEPS 30

/* Steps up to the one in which @as_of lies. Counts 100, 101 … ; rates k of 1,000, the last 31 of
 * them, so that a year of months goes from 20 to 31 and the year before from 8 to 19. */
static ZhihuiTrend *
make_trend (ZhihuiBoard board, ZhihuiTrendStep step, gint64 as_of)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  ZhihuiTrend *trend = zhihui_trend_new ();
  const char  *id = zhihui_trend_step_get_id (step);
  gboolean     is_count = board == ZHIHUI_BOARD_VOLUME;

  trend->stamp.as_of = as_of;
  trend->metric = zhihui_board_get_metric (board);
  trend->unit = g_strdup ("");
  trend->step = g_strdup (id);
  for (guint i = 0; i < N_STEPS; i++)
    {
      ZhihuiTrendPoint point = {
        .at = zhihui_trend_step_before (zone, id, as_of, N_STEPS - 1 - i),
        .n = is_count ? 5000 + 100 * (gint64) i : 1000,
        .k = board == ZHIHUI_BOARD_SATISFIED ? 940 + (gint64) i
             : is_count                      ? 0
                                             : 2 + (gint64) i,
      };

      g_array_append_val (trend->points, point);
    }
  return trend;
}

static void
add_trends (ZhihuiSituationBuilder *builder, SampleState state, ZhihuiSituation *base, gint64 as_of)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (base, ZHIHUI_DATASET_CHANNELS);

  for (ZhihuiDataset i = ZHIHUI_DATASET_TRENDS; i <= ZHIHUI_DATASET_LAST_TREND; i++)
    {
      g_autoptr (ZhihuiTrend) trend = NULL;
      ZhihuiBoard     board;
      ZhihuiTrendStep step;

      zhihui_dataset_is_trend (i, &board, &step);
      zhihui_situation_builder_set_receipt (builder, i, receipt);
      if (zhihui_situation_get_channels (base) == NULL)
        continue;
      trend = make_trend (board, step, as_of);
      if (state == SAMPLE_EMPTY)
        g_array_set_size (trend->points, 0);
      zhihui_situation_builder_set_dataset (builder, i, trend);
    }
}

ZhihuiSituation *
sample_figures_new (SampleState state, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) base = sample_situation_new (state, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);

  add_trends (builder, state, base, zhihui_situation_get_meta (base)->stamp.as_of);
  return zhihui_situation_builder_finish (builder);
}

ZhihuiPicture *
sample_figures_draw (ZhihuiWallPage           *page,
                     ZhihuiPanel               panel,
                     const ZhihuiPanelOptions *options,
                     ZhihuiSituation          *situation,
                     const ZhihuiMoment       *moment,
                     double                    width,
                     double                    height)
{
  const ZhihuiTheme *theme = zhihui_wall_page_get_theme (page);
  double             u = zhihui_theme_get_unit (theme);
  ZhihuiSketch       sketch = {
          .picture = zhihui_picture_new (theme, width, height),
          .theme = theme,
          .palette = zhihui_theme_get_palette (theme),
          .situation = situation,
          .moment = moment,
          .zone = situation != NULL ? zhihui_situation_get_zone (situation) : NULL,
          .panel = panel,
          .options = options,
          .page = "figures",
          .u = u,
          .width = width / u,
          .height = height / u,
  };

  zhihui_panel_kind_get (panel)->draw (&sketch);
  return sketch.picture;
}

char *
sample_figures_join_texts (ZhihuiPicture *picture)
{
  GString *all = g_string_new ("|");

  for (guint i = 0; i < zhihui_picture_get_n_items (picture); i++)
    {
      const ZhihuiItem *item = zhihui_picture_get_item (picture, i);

      if (item->kind == ZHIHUI_ITEM_TEXT)
        g_string_append_printf (all, "%s|", item->text);
    }
  return g_string_free (all, FALSE);
}
