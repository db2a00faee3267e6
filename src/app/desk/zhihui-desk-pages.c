/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-pages.h"

#include "zhihui-alert-list.h"
#include "zhihui-desk-alerts.h"
#include "zhihui-desk-cases.h"
#include "zhihui-desk-map.h"
#include "zhihui-desk-past.h"
#include "zhihui-desk-portrait.h"
#include "zhihui-desk-rankings.h"
#include "zhihui-desk-review.h"
#include "zhihui-desk-trends.h"
#include "zhihui-desk-wall.h"
#include "zhihui-format.h"
#include "zhihui-meeting-groups.h"

#include <glib/gi18n-lib.h>

/* Those of today. */
static guint
count_meetings (ZhihuiSituation *situation)
{
  ZhihuiMeetings *meetings = zhihui_situation_get_meetings (situation);
  ZhihuiZone     *zone = zhihui_situation_get_zone (situation);
  gint64          now = zhihui_situation_get_platform_now (situation, g_get_monotonic_time ());

  return meetings != NULL && zone != NULL ? zhihui_meetings_count_today (meetings, zone, now) : 0;
}

/* Those that nobody took note of and that should not wait: red and orange. */
static guint
count_alerts (ZhihuiSituation *situation)
{
  ZhihuiAlerts *alerts = zhihui_situation_get_alerts (situation);
  guint         n = 0;

  for (guint i = 0; alerts != NULL && i < alerts->items->len; i++)
    {
      const ZhihuiAlert *alert = alerts->items->pdata[i];

      n += !alert->acknowledged && alert->level >= ZHIHUI_LEVEL_ORANGE;
    }
  return n;
}

/* The highest are told first: where the last is one of them, more may follow. */
static gboolean
has_more_alerts (ZhihuiSituation *situation)
{
  ZhihuiAlerts *alerts = zhihui_situation_get_alerts (situation);
  guint         n = alerts != NULL ? alerts->items->len : 0;

  if (n == 0 || (alerts->total < 0 ? n < ZHIHUI_ALERT_LIST_MOST : alerts->total <= n))
    return FALSE;
  return ((const ZhihuiAlert *) alerts->items->pdata[n - 1])->level >= ZHIHUI_LEVEL_ORANGE;
}

/* What is not told at once is open as well: it is what was asked for. */
static char *
describe_alerts (ZhihuiSituation *situation)
{
  ZhihuiAlerts    *alerts = zhihui_situation_get_alerts (situation);
  guint            n_told = alerts != NULL ? alerts->items->len : 0;
  guint            n_open = 0;
  gboolean         is_cut = n_told >= ZHIHUI_ALERT_LIST_MOST && alerts->total < 0;
  g_autofree char *pressing = NULL, *open = NULL;

  for (guint i = 0; i < n_told; i++)
    n_open += !((const ZhihuiAlert *) alerts->items->pdata[i])->acknowledged;
  if (n_told > 0 && alerts->total > n_told)
    n_open += (guint) (alerts->total - n_told);
  if (n_open == 0)
    return NULL;
  pressing = zhihui_format_count (count_alerts (situation));
  open = zhihui_format_count (n_open);
  /* Translators: how many alerts are red or orange, how many there are in all. */
  return is_cut ? g_strdup_printf (_ ("%1$s red or orange, more than %2$s open"), pressing, open)
                : g_strdup_printf (_ ("%1$s red or orange, %2$s open"), pressing, open);
}

static const ZhihuiDeskPageKind kinds[] = {
  {
    .id = "rankings",
    .title = N_ ("Rankings"),
    .icon = "view-list-ordered-symbolic",
    .guide = "desk-rankings",
    .export_hint = N_ ("The ranking of all units of the group, also while a search shows but some. "
                       "Selected units can be copied."),
    .get_type = zhihui_desk_rankings_get_type,
  },
  {
    .id = "portrait",
    .title = N_ ("Unit portrait"),
    .icon = "avatar-default-symbolic",
    .guide = "desk-units",
    .get_type = zhihui_desk_portrait_get_type,
  },
  {
    .id = "map",
    .title = N_ ("Map"),
    .icon = "mark-location-symbolic",
    .guide = "desk-units",
    .get_type = zhihui_desk_map_get_type,
  },
  {
    .id = "cases",
    .title = N_ ("Case list"),
    .icon = "x-office-document-symbolic",
    .guide = "desk-cases",
    .export_hint = N_ ("The list as it is filtered and sorted, masked; the notice of what is "
                       "overdue is in the menu beside"),
    .has_notice = TRUE,
    .get_type = zhihui_desk_cases_page_get_type,
  },
  {
    .id = "review",
    .title = N_ ("Case review"),
    .icon = "camera-video-symbolic",
    .guide = "desk-cases",
    .get_type = zhihui_desk_review_get_type,
    .count = count_meetings,
  },
  {
    .id = "alerts",
    .title = N_ ("Alerts"),
    .icon = "alarm-symbolic",
    .guide = "desk-cases",
    .get_type = zhihui_desk_alerts_get_type,
    .count = count_alerts,
    .has_more = has_more_alerts,
    .describe = describe_alerts,
    .is_pressing = TRUE,
  },
  {
    .id = "trends",
    .title = N_ ("Trends"),
    .icon = "zhihui-trend-symbolic",
    .guide = "desk-units",
    .get_type = zhihui_desk_trends_get_type,
  },
  {
    .id = "past",
    .title = N_ ("Replay"),
    .icon = "document-open-recent-symbolic",
    .guide = "desk-reports",
    .get_type = zhihui_desk_past_get_type,
    .needs_no_answer = TRUE,
  },
  {
    .id = "wall",
    .title = N_ ("Steering the wall"),
    .icon = "video-display-symbolic",
    .section = N_ ("Wall"),
    .guide = "wall-steer",
    .get_type = zhihui_desk_wall_get_type,
    .needs_no_answer = TRUE,
  },
};

/**
 * zhihui_desk_pages_get:
 *
 * Returns: (transfer none) (nullable): the page at that place of the sidebar
 */
const ZhihuiDeskPageKind *
zhihui_desk_pages_get (guint index)
{
  return index < G_N_ELEMENTS (kinds) ? &kinds[index] : NULL;
}

/**
 * zhihui_desk_pages_find:
 *
 * Returns: (transfer none) (nullable): the page of that id
 */
const ZhihuiDeskPageKind *
zhihui_desk_pages_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}
