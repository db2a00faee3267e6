/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-drill.h"

#include "zhihui-wants.h"

#define HTTP_NOT_FOUND 404

/**
 * ZhihuiDrill:
 *
 * Makes of what was chosen what is asked for: the same things as before, of the region. Emits
 * "vanished" with the name of a region that the platform does not know; then it is about what that
 * was a part of.
 */
struct _ZhihuiDrill
{
  GObject parent_instance;

  ZhihuiSource    *source;    /* owned */
  ZhihuiSelection *selection; /* owned */
  ZhihuiWantsCopy *wants;     /* owned, nullable: of the whole */
  gboolean         is_by_region;
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
  wants.region = self->is_by_region ? zhihui_selection_get_path (self->selection) : NULL;
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
  guint                      n_asked = 0, n_unknown = 0, n_lost = 0;

  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    if (zhihui_situation_get_region (situation, datasets[i]) != NULL)
      {
        const ZhihuiReceipt *receipt = zhihui_situation_get_receipt (situation, datasets[i]);

        n_asked++;
        n_unknown += receipt->http_status == HTTP_NOT_FOUND;
        n_lost += receipt->http_status == HTTP_NOT_FOUND && receipt->has_data;
      }

  return n_asked > 0 && (n_unknown == n_asked || n_lost >= 2);
}

static void
situation_changed_cb (ZhihuiDrill *self, ZhihuiSituation *situation)
{
  ZhihuiRegionPath *path = zhihui_selection_get_path (self->selection);
  g_autofree char  *name = NULL;

  /* It may still tell of the region before. */
  if (path == NULL ||
      !zhihui_region_path_equal (path, zhihui_situation_get_region_path (situation)) ||
      !has_vanished (situation))
    return;

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
zhihui_drill_class_init (ZhihuiDrillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_drill_dispose;

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
 * @is_by_region: whether it is read of the region; else of the whole
 */
void
zhihui_drill_set_wants (ZhihuiDrill *self, const ZhihuiWants *wants, gboolean is_by_region)
{
  g_return_if_fail (ZHIHUI_IS_DRILL (self));

  g_clear_pointer (&self->wants, zhihui_wants_copy_unref);
  self->wants = zhihui_wants_copy_new (wants);
  self->is_by_region = is_by_region;
  ask (self);
}
