/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-routes.h"

#include <string.h>

#define DAY_S 86400
#define FIGURES ZHIHUI_SCOPES_FIGURES
#define CASES ZHIHUI_SCOPES_CASES
#define WRITERS (ZHIHUI_SCOPE_EVENTS | ZHIHUI_SCOPE_INSTRUCT | ZHIHUI_SCOPE_ADMIN)

/* Periods as in docs/wire.md, 1.3. */
static const ZhihuiRoute routes[] = {
  { "/meta", FALSE, FIGURES, 60, zhihui_route_meta },
  { "/summary", FALSE, FIGURES, 10, zhihui_route_summary },
  { "/rankings/*", FALSE, FIGURES, 60, zhihui_route_ranking },
  { "/snapshots", FALSE, FIGURES, 300, zhihui_route_snapshots },
  { "/snapshots/*", FALSE, FIGURES, 300, zhihui_route_snapshot },
  { "/trends", FALSE, FIGURES, 60, zhihui_route_trend },
  { "/courses/*", FALSE, FIGURES, 300, zhihui_route_courses },
  { "/channels", FALSE, FIGURES, 60, zhihui_route_channels },
  { "/topics", FALSE, FIGURES, 60, zhihui_route_topics },
  { "/topics/units", FALSE, CASES, 60, zhihui_route_topic_units },
  { "/items", FALSE, FIGURES, 60, zhihui_route_items },
  { "/modes", FALSE, FIGURES, 60, zhihui_route_modes },
  { "/hotwords", FALSE, FIGURES, 300, zhihui_route_hot_words },
  { "/regions", FALSE, FIGURES, DAY_S, zhihui_route_regions },
  { "/regions/*/boundary", FALSE, FIGURES, DAY_S, zhihui_route_boundary },
  { "/units", FALSE, FIGURES, DAY_S, zhihui_route_units },
  { "/units/*/portrait", FALSE, CASES, 60, zhihui_route_portrait },
  { "/map/cases", FALSE, FIGURES, 15, zhihui_route_map },
  { "/meetings", FALSE, FIGURES, 30, zhihui_route_meetings },
  { "/meetings", TRUE, ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_ADMIN, 0, zhihui_route_plan_meeting },
  { "/meetings.ics", FALSE, FIGURES, 300, zhihui_route_meeting_calendar },
  { "/meetings/*", FALSE, FIGURES, 30, zhihui_route_meeting },
  { "/meetings/*/events",
    TRUE,
    ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_ADMIN,
    0,
    zhihui_route_enter_meeting },
  { "/alerts", FALSE, FIGURES, 10, zhihui_route_alerts },
  { "/alerts/*", FALSE, CASES, 10, zhihui_route_alert },
  { "/alerts/*/ack", TRUE, ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_ADMIN, 0, zhihui_route_acknowledge },
  { "/pushes", FALSE, CASES, 30, zhihui_route_pushes },
  { "/pushes/*/read", TRUE, ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_ADMIN, 0, zhihui_route_read_push },
  { "/exports", TRUE, ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_ADMIN, 0, zhihui_route_export },
  { "/calendars/*", FALSE, FIGURES, DAY_S, zhihui_route_calendar },
  { "/clocks", FALSE, FIGURES, DAY_S, zhihui_route_clocks },
  { "/indicators", FALSE, FIGURES, 300, zhihui_route_indicators },
  { "/layers", FALSE, FIGURES, 300, zhihui_route_layers },
  { "/layers/*", FALSE, FIGURES, 300, zhihui_route_layer },
  { "/sources", FALSE, FIGURES, 60, zhihui_route_sources },
  { "/guide", FALSE, FIGURES, 300, zhihui_route_guide },
  { "/staff", FALSE, FIGURES, DAY_S, zhihui_route_staff },
  { "/cases", FALSE, CASES, 15, zhihui_route_cases },
  { "/cases/*", FALSE, CASES, 15, zhihui_route_case },
  { "/requests", FALSE, CASES, 15, zhihui_route_requests },
  { "/cases", TRUE, WRITERS, 0, zhihui_route_submit },
  { "/cases/*/events", TRUE, WRITERS, 0, zhihui_route_event },
  { "/events", TRUE, WRITERS, 0, zhihui_route_events },
};

/**
 * zhihui_routes_get:
 * @n: (out)
 *
 * Returns: (transfer none): all of them, so that what holds for every answer can be tried on each
 */
const ZhihuiRoute *
zhihui_routes_get (guint *n)
{
  *n = G_N_ELEMENTS (routes);
  return routes;
}

/* Whether @path has the form of @pattern; the part that varies goes to @argument. */
static gboolean
matches (const char *pattern, const char *path, char **argument)
{
  const char *star = strchr (pattern, '*');
  gsize       before, part;

  if (star == NULL)
    return g_str_equal (pattern, path);

  before = (gsize) (star - pattern);
  if (strncmp (pattern, path, before) != 0)
    return FALSE;

  part = strcspn (path + before, "/");
  if (part == 0 || !g_str_equal (path + before + part, star + 1))
    return FALSE;

  *argument = g_strndup (path + before, part);
  return TRUE;
}

/**
 * zhihui_route_find:
 * @path: below the API's base, decoded
 * @argument: (out) (transfer full) (nullable): the part of the path that varies
 * @known: (out): whether there is such a path, maybe for another method
 *
 * Returns: (transfer none) (nullable)
 */
const ZhihuiRoute *
zhihui_route_find (const char *path, gboolean is_post, char **argument, gboolean *known)
{
  *argument = NULL;
  *known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (matches (routes[i].path, path, argument))
      {
        *known = TRUE;
        if (routes[i].is_post == is_post)
          return &routes[i];
        g_clear_pointer (argument, g_free);
      }

  return NULL;
}
