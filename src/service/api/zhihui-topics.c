/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-topics.h"

#include "zhihui-change-journal.h"
#include "zhihui-routes.h"
#include "zhihui-wire.h"

#define MEETING_DAYS "before=7&after=7" /* as dashboards ask */

static const struct
{
  const char  *name;
  const char  *path;
  ZhihuiScopes scopes; /* as whom the question is asked */
  const char  *query;  /* or NULL */
} topics[] = {
  { "summary", "/summary", ZHIHUI_SCOPE_WALL },
  { "rankings/volume", "/rankings/volume", ZHIHUI_SCOPE_WALL },
  { "rankings/overdue_rate", "/rankings/overdue_rate", ZHIHUI_SCOPE_WALL },
  { "rankings/return_rate", "/rankings/return_rate", ZHIHUI_SCOPE_WALL },
  { "rankings/satisfied_rate", "/rankings/satisfied_rate", ZHIHUI_SCOPE_WALL },
  { "channels", "/channels", ZHIHUI_SCOPE_WALL },
  { "hotwords", "/hotwords", ZHIHUI_SCOPE_WALL },
  { "map/cases", "/map/cases", ZHIHUI_SCOPE_WALL },
  /* As whom is told most of all that are no desks. */
  { "meetings", "/meetings", ZHIHUI_SCOPE_WALL | ZHIHUI_SCOPE_ROOM, MEETING_DAYS },
  { "alerts", "/alerts", ZHIHUI_SCOPE_WALL },
  { "snapshots", "/snapshots", ZHIHUI_SCOPE_WALL },
  { ZHIHUI_DESK_TOPIC "meetings", "/meetings", ZHIHUI_SCOPE_DESK, MEETING_DAYS },
  { ZHIHUI_DESK_TOPIC "alerts", "/alerts", ZHIHUI_SCOPE_DESK },
  { ZHIHUI_DESK_TOPIC "hotwords", "/hotwords", ZHIHUI_SCOPE_DESK },
  { ZHIHUI_DESK_TOPIC "pushes", "/pushes", ZHIHUI_SCOPE_DESK },
};

/* The tag of an answer leaves out its head, so that time alone changes nothing. Where the question
 * is too large to be asked whole, any change of the data stands for one of the answer. */
static char *
read_tag (ZhihuiPlatform *platform, ZhihuiPins *pins, guint topic)
{
  const char        *path = topics[topic].path;
  ZhihuiRequest      request = { .platform = platform,
                                 .pins = pins,
                                 .path = path,
                                 .scopes = topics[topic].scopes,
                                 .asker = "",
                                 .unit = "",
                                 .region = "" };
  gboolean           known;
  const ZhihuiRoute *route = zhihui_route_find (path, FALSE, &request.argument, &known);
  g_autofree char   *body = NULL;
  char              *tag;

  request.query = zhihui_query_new (topics[topic].query);
  body = route->answer (&request);
  if (body != NULL)
    tag = zhihui_wire_make_etag (body);
  else
    tag = g_strdup (zhihui_figures_get_revision (zhihui_platform_get_figures (platform)));
  g_free (request.argument);
  g_free (request.next);
  g_free (request.detail);
  zhihui_query_free (request.query);
  return tag;
}

/**
 * zhihui_topics_read:
 *
 * Asks once for each topic, at the present moment.
 *
 * Returns: (transfer full) (element-type utf8 utf8): topic → tag of the answer
 */
GHashTable *
zhihui_topics_read (ZhihuiPlatform *platform, ZhihuiPins *pins)
{
  GHashTable *tags = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    g_hash_table_insert (tags, (gpointer) topics[i].name, read_tag (platform, pins, i));
  g_hash_table_insert (
    tags,
    (gpointer) ZHIHUI_DESK_TOPIC "cases",
    g_strdup (zhihui_figures_get_revision (zhihui_platform_get_figures (platform))));
  return tags;
}
