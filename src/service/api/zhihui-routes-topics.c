/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-request.h"
#include "zhihui-wire-topic-units.h"

#define TOPICS 20

/**
 * zhihui_route_topic_units:
 *
 * GET /topics/units: what each unit had to do with. For desks: of few cases it tells whom they
 * concerned.
 *
 * Returns: (transfer full) (nullable): the volume of the units by topic
 */
char *
zhihui_route_topic_units (ZhihuiRequest *request)
{
  ZhihuiFigures   *figures = zhihui_platform_get_figures (request->platform);
  const GPtrArray *units = zhihui_platform_get_ledger (request->platform)->units;
  const char      *region = zhihui_request_get_region (request);
  const char      *peer = zhihui_request_get_peer (request);
  g_autoptr (ZhihuiPeriod) period = zhihui_request_get_period (request, "month", TRUE);
  g_autoptr (ZhihuiTopicUnits) answer = NULL;
  g_autofree gboolean *wanted = NULL;
  gint64               n_topics = TOPICS;

  zhihui_query_get_number (request->query, "topics", 1, ZHIHUI_MAX_TOPICS, &n_topics);
  if (!zhihui_request_check (request))
    return NULL;
  if (zhihui_figures_is_partial (figures))
    return zhihui_request_not_offered (request, "topics of units are not counted at this size");

  wanted = g_new0 (gboolean, units->len + 1);
  for (guint i = 0; i < units->len; i++)
    wanted[i] = zhihui_request_compares_unit (request, units->pdata[i], region, peer);
  answer = zhihui_figures_make_topic_units (figures, wanted, &period->window, (guint) n_topics);
  answer->region = g_strdup (region);
  answer->peer = g_strdup (peer);
  request->n_rows = answer->items->len;
  return zhihui_wire_encode_topic_units (answer, zhihui_platform_get_zone (request->platform));
}
