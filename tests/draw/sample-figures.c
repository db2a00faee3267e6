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

/* ---- what the place tells besides its cases ---- */

static ZhihuiIndicators *
make_indicators (void)
{
  static const char *const rows[][4] = {
    { "lamps", "智慧路灯", "3000余", "盏" },       { "accounts", "开通账号", "25828", "个" },
    { "app", "App 安装率", "0.9", "ratio" },       { "early", "提前办结率", "≥90", "%" },
    { "cover", "慧眼工程全覆盖", "2020", "年底" },
  };
  ZhihuiIndicators *self = zhihui_indicators_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiIndicator *one = g_new0 (ZhihuiIndicator, 1);

      *one =
        (ZhihuiIndicator){ g_strdup (rows[i][0]), g_strdup (rows[i][1]), g_strdup (rows[i][2]),
                           g_strdup (rows[i][3]), g_strdup ("2020"),     g_strdup ("公开报道") };
      g_ptr_array_add (self->items, one);
    }
  return self;
}

static ZhihuiSystems *
make_systems (gint64 as_of)
{
  static const char *const names[] = { "省政务服务平台", "12345 热线", "不动产登记系统" };
  ZhihuiSystems           *self = zhihui_systems_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ZhihuiSystem *one = g_new0 (ZhihuiSystem, 1);

      one->id = g_strdup_printf ("s%u", i);
      one->name = g_strdup (names[i]);
      one->department = g_strdup ("行政审批局");
      one->period_s = 600;
      one->state = (ZhihuiSystemState) i;
      one->last_sync_at = i < 2 ? as_of - 3600 * 24 * i : ZHIHUI_NO_INSTANT;
      g_ptr_array_add (self->items, one);
    }
  return self;
}

static ZhihuiGuide *
make_guide (void)
{
  ZhihuiGuide    *self = zhihui_guide_new ();
  ZhihuiGuideWay *one = g_new0 (ZhihuiGuideWay, 1);
  ZhihuiGuideWay *none = g_new0 (ZhihuiGuideWay, 1);

  *one = (ZhihuiGuideWay){ g_strdup ("robot"), 3781, 2946, 663 };
  none->id = g_strdup ("hotline");
  g_ptr_array_add (self->items, one);
  g_ptr_array_add (self->items, none);
  return self;
}

/* Three villages of one town, and one that is in none that is known. */
static ZhihuiStaff *
make_staff (void)
{
  static const struct
  {
    const char *region, *kind;
    gint64      n;
  } rows[] = {
    { "370302101001", "grid_officer", 2 }, { "370302101002", "grid_officer", 1 },
    { "370302101003", "grid_officer", 0 }, { "370302999001", "grid_officer", 4 },
    { "370302101001", "agent", 50 },
  };
  ZhihuiStaff *self = zhihui_staff_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ZhihuiStaffing *one = g_new0 (ZhihuiStaffing, 1);

      *one = (ZhihuiStaffing){ g_strdup (rows[i].region), g_strdup (rows[i].kind), rows[i].n };
      g_ptr_array_add (self->items, one);
    }
  return self;
}

static ZhihuiServices *
make_services (void)
{
  ZhihuiServices *self = zhihui_services_new ();

  self->total = 4703;
  self->n_services = 30;
  self->n_elements = 12;
  for (guint i = 0; i < 3; i++)
    {
      ZhihuiService *one = g_new0 (ZhihuiService, 1);

      one->id = g_strdup_printf ("JS%02u", i);
      one->label = g_strdup_printf ("城乡居民养老保险参保登记%u", i);
      one->topic = g_strdup ("");
      one->n = i < 2 ? 4000 - 3300 * (gint64) i : -1;
      one->previous = 3200;
      one->promised_days = 1;
      one->statutory_days = 3;
      one->elements = 12;
      g_ptr_array_add (self->items, one);
    }
  return self;
}

static ZhihuiLayers *
make_layers (void)
{
  ZhihuiLayers *self = zhihui_layers_new ();

  for (guint i = 0; i < 2; i++)
    {
      ZhihuiPlaceLayer *one = g_new0 (ZhihuiPlaceLayer, 1);

      one->id = g_strdup (i == 0 ? "skynet" : "stations");
      one->label = g_strdup (i == 0 ? "天网" : "便民站点");
      one->kind = g_strdup (i == 0 ? "camera" : "station");
      one->source = g_strdup ("公安分局");
      one->layer_as_of = g_strdup ("2020");
      one->n_points = 3;
      one->n = i == 0 ? 439 : 3;
      one->n_online = i == 0 ? 424 : -1;
      one->places = g_array_new (FALSE, TRUE, sizeof (ZhihuiLayerPlace));
      for (guint j = 0; j < 3; j++)
        {
          ZhihuiLayerPlace place = { .n_points = 1, .n = 1, .n_online = -1 };

          if (i == 0)
            {
              place.n = j == 0 ? 200 : j == 1 ? 139 : 100;
              place.n_online = place.n - 5;
            }
          g_snprintf (place.region, sizeof place.region, "37030210%u00%u", j < 2 ? 1u : 2u, j);
          g_array_append_val (one->places, place);
        }
      g_ptr_array_add (self->items, one);
    }
  return self;
}

#define PUT(DATASET, data, prefix)                                                                 \
  {                                                                                                \
    prefix##_t figures = data;                                                                     \
                                                                                                   \
    figures->stamp.as_of = as_of;                                                                  \
    zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_##DATASET, figures);             \
    zhihui_##prefix##_unref (figures);                                                             \
  }

typedef ZhihuiIndicators *indicators_t;
typedef ZhihuiSystems    *systems_t;
typedef ZhihuiGuide      *guide_t;
typedef ZhihuiStaff      *staff_t;
typedef ZhihuiServices   *services_t;
typedef ZhihuiLayers     *layers_t;

static void
add_place_figures (ZhihuiSituationBuilder *builder,
                   SampleState             state,
                   ZhihuiSituation        *base,
                   gint64                  as_of)
{
  const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (base, ZHIHUI_DATASET_CHANNELS);
  ZhihuiChannels      *channels = zhihui_situation_get_channels (base);
  gboolean             is_empty = state == SAMPLE_EMPTY;

  for (ZhihuiDataset i = ZHIHUI_DATASET_LAYERS; i < ZHIHUI_N_DATASETS; i++)
    zhihui_situation_builder_set_receipt (builder, i, receipt);
  if (channels == NULL)
    return;

  zhihui_situation_builder_set_dataset (builder, ZHIHUI_DATASET_MODES, channels);
  PUT (INDICATORS, is_empty ? zhihui_indicators_new () : make_indicators (), indicators);
  PUT (SYSTEMS, is_empty ? zhihui_systems_new () : make_systems (as_of), systems);
  PUT (GUIDE, is_empty ? zhihui_guide_new () : make_guide (), guide);
  PUT (STAFF, is_empty ? zhihui_staff_new () : make_staff (), staff);
  PUT (SERVICES, is_empty ? zhihui_services_new () : make_services (), services);
  PUT (LAYERS, is_empty ? zhihui_layers_new () : make_layers (), layers);
}

ZhihuiSituation *
sample_figures_new (SampleState state, ZhihuiMoment *moment)
{
  g_autoptr (ZhihuiSituation) base = sample_situation_new (state, moment);
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (base);

  add_trends (builder, state, base, zhihui_situation_get_meta (base)->stamp.as_of);
  add_place_figures (builder, state, base, zhihui_situation_get_meta (base)->stamp.as_of);
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
  const ZhihuiSeams seams = { 0 };

  return sample_figures_draw_over (page, panel, options, situation, moment, width, height, &seams);
}

ZhihuiPicture *
sample_figures_draw_over (ZhihuiWallPage           *page,
                          ZhihuiPanel               panel,
                          const ZhihuiPanelOptions *options,
                          ZhihuiSituation          *situation,
                          const ZhihuiMoment       *moment,
                          double                    width,
                          double                    height,
                          const ZhihuiSeams        *seams)
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
          .seams = *seams,
  };

  zhihui_panel_kind_get (panel)->draw (&sketch);
  return sketch.picture;
}
