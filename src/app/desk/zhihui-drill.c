/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-drill.h"

#include "zhihui-wants.h"

#define HTTP_NOT_FOUND 404

/**
 * ZhihuiDrill:
 *
 * Makes of what was chosen what is asked for: the same things as before, of the region. Emits
 * "vanished" with the name of a region that the platform does not know; then it is about what that
 * was a part of. Of a region without parts the map stays that of what it is a part of.
 */
struct _ZhihuiDrill
{
  GObject parent_instance;

  ZhihuiSource    *source;    /* owned */
  ZhihuiSelection *selection; /* owned */
  ZhihuiWantsCopy *wants;     /* owned, nullable: of the whole */
  GHashTable      *leaves;    /* owned: codes of regions of which no part has figures */
};

enum
{
  SIGNAL_VANISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDrill, zhihui_drill, G_TYPE_OBJECT)

static void
ask (ZhihuiDrill *self)
{
  ZhihuiWants wants;

  if (self->wants == NULL)
    return;

  wants = self->wants->wants;
  wants.region = zhihui_selection_get_path (self->selection);
  wants.is_leaf = wants.region != NULL &&
                  g_hash_table_contains (self->leaves, zhihui_region_path_get_code (wants.region));
  zhihui_source_set_wants (self->source, &wants);
}

/* What every platform has is not known of this region. Others may lack a thing altogether. Two
 * things that were known of it and are no more say the same, for the third may be read rarely. */
static gboolean
has_vanished (ZhihuiSituation *situation)
{
  static const ZhihuiDataset datasets[] = { ZHIHUI_DATASET_SUMMARY,
                                            ZHIHUI_DATASET_MAP,
                                            ZHIHUI_DATASET_REGIONS };
  const char *code = zhihui_region_path_get_code (zhihui_situation_get_region_path (situation));
  guint       n_asked = 0, n_unknown = 0, n_lost = 0;

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    if (g_strcmp0 (zhihui_situation_get_region (situation, datasets[i]), code) == 0)
      {
        const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, datasets[i]);

        n_asked++;
        n_unknown += receipt->http_status == HTTP_NOT_FOUND;
        n_lost += receipt->http_status == HTTP_NOT_FOUND && receipt->has_data;
      }

  return n_asked > 0 && (n_unknown == n_asked || n_lost >= 2);
}

/**
 * zhihui_drill_is_leaf:
 *
 * Returns: whether the platform names no part of the region, or has figures of the region alone;
 *   %FALSE as long as it is not known
 */
gboolean
zhihui_drill_is_leaf (ZhihuiSituation *situation, const char *code)
{
  ZhihuiRegions    *regions = zhihui_situation_get_regions (situation);
  ZhihuiMapFigures *figures = zhihui_situation_get_map_figures (situation);
  gboolean          is_told = FALSE;
  g_autoptr (GPtrArray) parts = NULL;

  if (regions == NULL || figures == NULL ||
      g_strcmp0 (zhihui_situation_get_region (situation, ZHIHUI_DATASET_REGIONS), code) != 0 ||
      g_strcmp0 (zhihui_situation_get_region (situation, ZHIHUI_DATASET_MAP), code) != 0)
    return FALSE;

  parts = zhihui_regions_list_parts (regions, code);
  for (guint i = 0; i < figures->items->len; i++)
    {
      const ZhihuiRegionFigure *figure = figures->items->pdata[i];

      if (g_strcmp0 (figure->code, code) != 0)
        return FALSE;
      is_told = TRUE;
    }
  return is_told || parts->len == 0;
}

/* Returns whether it is one of which that was not known. */
static gboolean
note_leaf (ZhihuiDrill *self, ZhihuiSituation *situation, const char *code)
{
  return zhihui_drill_is_leaf (situation, code) && g_hash_table_add (self->leaves, g_strdup (code));
}

static void
situation_changed_cb (ZhihuiDrill *self, ZhihuiSituation *situation)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (self->selection);
  g_autofree char  *name = NULL;

  /* It may still tell of the region before. */
  if (path == NULL ||
      !zhihui_region_path_equal (path, zhihui_situation_get_region_path (situation)))
    return;
  if (!has_vanished (situation))
    {
      if (note_leaf (self, situation, zhihui_region_path_get_code (path)))
        ask (self);
      return;
    }

  name = g_strdup (zhihui_region_path_get_name (path));
  zhihui_selection_go_up (self->selection);
  zhihui_selection_set_mark (self->selection, NULL);
  g_signal_emit (self, signals[SIGNAL_VANISHED], 0, name);
}

static void
zhihui_drill_dispose (GObject *object)
{
  ZhihuiDrill *self = ZHIHUI_DRILL (object);

  g_clear_object (&self->source);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->wants, zhihui_wants_copy_unref);

  G_OBJECT_CLASS (zhihui_drill_parent_class)->dispose (object);
}

static void
zhihui_drill_finalize (GObject *object)
{
  g_hash_table_unref (ZHIHUI_DRILL (object)->leaves);

  G_OBJECT_CLASS (zhihui_drill_parent_class)->finalize (object);
}

static void
zhihui_drill_class_init (ZhihuiDrillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_drill_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_drill_finalize;

  /**
   * ZhihuiDrill::vanished:
   * @self: a drill
   * @name: of the region that is not known any more
   */
  signals[SIGNAL_VANISHED] = g_signal_new ("vanished",
                                           ZHIHUI_TYPE_DRILL,
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           G_TYPE_STRING);
}

static void
zhihui_drill_init (ZhihuiDrill *self)
{
  self->leaves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * zhihui_drill_new:
 * @source: (transfer none): whose wants are set here, and nowhere else
 * @selection: (transfer none): what is chosen
 *
 * Returns: (transfer full): both joined; nothing is asked before the wants are set
 */
ZhihuiDrill *
zhihui_drill_new (ZhihuiSource *source, ZhihuiSelection *selection)
{
  ZhihuiDrill *self = g_object_new (ZHIHUI_TYPE_DRILL, NULL);

  self->source = g_object_ref (source);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::path", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    source, "situation-changed", G_CALLBACK (situation_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * zhihui_drill_set_wants:
 * @wants: what is to be read, whatever region is chosen; copied
 */
void
zhihui_drill_set_wants (ZhihuiDrill *self, const ZhihuiWants *wants)
{
  g_return_if_fail (ZHIHUI_IS_DRILL (self));

  g_clear_pointer (&self->wants, zhihui_wants_copy_unref);
  self->wants = zhihui_wants_copy_new (wants);
  ask (self);
}
