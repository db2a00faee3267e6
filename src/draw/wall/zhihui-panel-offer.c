/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-panel-kinds.h"

/* Whether a platform has what a panel is about. */

static gboolean
has_layer (ZhihuiSituation *situation, const ZhihuiPanelOptions *options)
{
  ZhihuiLayers *layers = zhihui_situation_get_layers (situation);

  for (guint i = 0; layers != NULL && i < layers->items->len; i++)
    {
      const ZhihuiPlaceLayer *layer = layers->items->pdata[i];

      if (layer->n_points > 0 && zhihui_panel_is_layer_chosen (layer, options))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_people (ZhihuiSituation *situation, const ZhihuiPanelOptions *options)
{
  ZhihuiStaff *staff = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_STAFF);

  return staff != NULL &&
         zhihui_staff_count (staff, options != NULL ? options->layer : NULL, NULL) > 0;
}

/* Of a list of a place: whether there is anything in it. */
static gboolean
has_items (ZhihuiSituation *situation, ZhihuiPanel panel)
{
  ZhihuiServices   *services = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_SERVICES);
  ZhihuiChannels   *modes = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_MODES);
  ZhihuiGuide      *guide = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_GUIDE);
  ZhihuiIndicators *figures = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_INDICATORS);
  ZhihuiSystems    *systems = zhihui_situation_get_dataset (situation, ZHIHUI_DATASET_SYSTEMS);
  const GPtrArray  *lists[ZHIHUI_N_PANELS] = {
     [ZHIHUI_PANEL_SERVICES] = services != NULL ? services->items : NULL,
     [ZHIHUI_PANEL_MODES] = modes != NULL ? modes->items : NULL,
     [ZHIHUI_PANEL_GUIDE] = guide != NULL ? guide->items : NULL,
     [ZHIHUI_PANEL_INDICATORS] = figures != NULL ? figures->items : NULL,
     [ZHIHUI_PANEL_SYSTEMS] = systems != NULL ? systems->items : NULL,
  };

  return lists[panel] != NULL && lists[panel]->len > 0;
}

/* What every platform of ours counts; a foreign one may say that it does not. */
static gboolean
is_counted (ZhihuiSituation *situation, guint datasets)
{
  for (ZhihuiDataset i = 0; i < ZHIHUI_N_DATASETS; i++)
    if ((datasets & (1u << i)) != 0 &&
        zhihui_situation_get_receipt (situation, i)->http_status == ZHIHUI_STATUS_NOT_OFFERED)
      return FALSE;
  return TRUE;
}

/**
 * zhihui_panel_kind_is_offered:
 * @options: (nullable): what the page says of the panel
 * @situation: (nullable): what is known; NULL nothing yet
 *
 * Returns: whether there is known to be something that the panel shows: a layer of its kind,
 * people, services, ways, figures, systems; of other panels whether nobody said that it is not
 * counted
 */
gboolean
zhihui_panel_kind_is_offered (ZhihuiPanel               panel,
                              const ZhihuiPanelOptions *options,
                              ZhihuiSituation          *situation)
{
  g_return_val_if_fail (panel < ZHIHUI_N_PANELS, FALSE);

  if (situation == NULL)
    return FALSE;

  switch ((int) panel)
    {
    case ZHIHUI_PANEL_LAYER:
    case ZHIHUI_PANEL_LAYERS:
      return has_layer (situation, options);
    case ZHIHUI_PANEL_STAFF:
      return has_people (situation, options);
    case ZHIHUI_PANEL_SERVICES:
    case ZHIHUI_PANEL_MODES:
    case ZHIHUI_PANEL_GUIDE:
    case ZHIHUI_PANEL_INDICATORS:
    case ZHIHUI_PANEL_SYSTEMS:
      return has_items (situation, panel);
    default:
      return is_counted (situation, zhihui_panel_kind_get_datasets (panel, options));
    }
}
