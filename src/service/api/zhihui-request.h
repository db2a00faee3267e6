/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-meeting.h"
#include "zhihui-pins.h"
#include "zhihui-platform.h"
#include "zhihui-query.h"
#include "zhihui-wire-writer.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_SCOPE_WALL = 1 << 0,
  ZHIHUI_SCOPE_ROOM = 1 << 1,
  ZHIHUI_SCOPE_DESK = 1 << 2,
  ZHIHUI_SCOPE_EVENTS = 1 << 3,
  ZHIHUI_SCOPE_INSTRUCT = 1 << 4,
  ZHIHUI_SCOPE_CASE_FULL = 1 << 5,
  ZHIHUI_SCOPE_ADMIN = 1 << 6,
} ZhihuiScopes;

/* Who may read aggregates, and who may read cases. */
#define ZHIHUI_SCOPES_FIGURES                                                                      \
  (ZHIHUI_SCOPE_WALL | ZHIHUI_SCOPE_ROOM | ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_CASE_FULL |            \
   ZHIHUI_SCOPE_ADMIN)
#define ZHIHUI_SCOPES_CASES (ZHIHUI_SCOPE_DESK | ZHIHUI_SCOPE_CASE_FULL | ZHIHUI_SCOPE_ADMIN)

gboolean zhihui_scopes_parse (const char *text, ZhihuiScopes *scopes, GError **error);
char    *zhihui_scopes_describe (ZhihuiScopes scopes, const char *between);

/* One question to the API while it is being answered. A route returns the body, or NULL after one
 * of the refusals below. */
typedef struct
{
  ZhihuiPlatform *platform;
  ZhihuiPins     *pins;
  const char     *path;     /* below /api/v1 */
  char           *argument; /* owned: the part of the path that varies, or NULL */
  ZhihuiQuery    *query;
  ZhihuiScopes    scopes;
  GBytes         *content; /* of a POST, or NULL */
  const char     *if_match;
  const char     *asker;  /* start of the token's hash */
  const char     *unit;   /* whose work the token may report, "" of all units */
  const char     *region; /* code of the region that the token is bound to, "" all */
  const char     *content_type;

  const char *type;      /* of the body; NULL: application/json */
  guint       n_rows;    /* for the log */
  char       *next;      /* owned: cursor of the next page, or NULL */
  gboolean    is_new;    /* something was made: 201 */
  gboolean    is_logged; /* each answer is answered for: it is made anew each time, kept nowhere */

  int         status; /* of a refusal */
  const char *code;
  char       *detail; /* owned */
} ZhihuiRequest;

char *zhihui_request_refuse (ZhihuiRequest *self, int status, const char *code, const char *detail);
char *zhihui_request_not_found (ZhihuiRequest *self);
char *zhihui_request_refuse_writing (ZhihuiRequest *self, const GError *error);
char *zhihui_request_not_offered (ZhihuiRequest *self, const char *detail);
gboolean    zhihui_request_check (ZhihuiRequest *self);
const char *zhihui_request_get_region (ZhihuiRequest *self);
const char *zhihui_request_get_peer (ZhihuiRequest *self);
ZhihuiPeriod          *
zhihui_request_get_period (ZhihuiRequest *self, const char *fallback, gboolean between);
gboolean zhihui_request_sees_desk (ZhihuiRequest *self);
gboolean zhihui_request_is_bound (ZhihuiRequest *self);
char    *zhihui_request_get_region_pattern (ZhihuiRequest *self);
gboolean zhihui_request_sees_whole (ZhihuiRequest *self);
gboolean zhihui_request_sees_region (ZhihuiRequest *self, const char *code);
gboolean zhihui_request_sees_case (ZhihuiRequest *self, const ZhihuiCaseRow *one);
gboolean zhihui_request_sees_unit (ZhihuiRequest *self, const ZhihuiUnit *unit);
gboolean zhihui_request_compares_unit (ZhihuiRequest    *self,
                                       const ZhihuiUnit *unit,
                                       const char       *region,
                                       const char       *peer);
gboolean zhihui_request_sees_unit_named (ZhihuiRequest *self, const char *short_name);
gboolean zhihui_request_sees_meeting (ZhihuiRequest *self, const ZhihuiMeeting *meeting);
/* What a wall may ask about time, so that no answer is about one person. */
typedef enum
{
  ZHIHUI_ASK_DAYS,  /* whole days */
  ZHIHUI_ASK_NAMES, /* named periods alone: two windows that differ by a day would tell the day */
} ZhihuiAskable;

void zhihui_request_limit_window (ZhihuiRequest      *self,
                                  const ZhihuiWindow *window,
                                  gboolean            is_named,
                                  ZhihuiAskable       askable);

void zhihui_request_open_answer (ZhihuiRequest *self, ZhihuiWireWriter *writer);

/* Pages: what is asked for, and the part of a list that answers it. */
typedef struct
{
  guint limit, place;
  char *cursor;   /* owned, or NULL: the first page */
  char *question; /* owned */
} ZhihuiPage;

void     zhihui_page_read (ZhihuiPage *page, ZhihuiRequest *request, guint fallback, guint max);
void     zhihui_page_clear (ZhihuiPage *page);
gpointer zhihui_page_find (ZhihuiPage *page, ZhihuiRequest *request);
void     zhihui_page_turn (
      ZhihuiPage *page, ZhihuiRequest *request, gpointer list, GDestroyNotify destroy, guint n_items);

/* Some items of a list, borrowed; and the cursor behind what an encoder of one page wrote. */
GPtrArray *zhihui_page_borrow (const ZhihuiPage *page, const GPtrArray *items);
char      *zhihui_page_put_next (char *body, const char *next);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiPage, zhihui_page_clear)

/* The routes. */
char *zhihui_route_meta (ZhihuiRequest *request);
char *zhihui_route_summary (ZhihuiRequest *request);
char *zhihui_route_ranking (ZhihuiRequest *request);
char *zhihui_route_snapshot (ZhihuiRequest *request);
char *zhihui_route_snapshots (ZhihuiRequest *request);
char *zhihui_route_trend (ZhihuiRequest *request);
char *zhihui_route_courses (ZhihuiRequest *request);
char *zhihui_route_channels (ZhihuiRequest *request);
char *zhihui_route_topics (ZhihuiRequest *request);
char *zhihui_route_topic_units (ZhihuiRequest *request);
char *zhihui_route_items (ZhihuiRequest *request);
char *zhihui_route_modes (ZhihuiRequest *request);
char *zhihui_route_hot_words (ZhihuiRequest *request);
char *zhihui_route_regions (ZhihuiRequest *request);
char *zhihui_route_boundary (ZhihuiRequest *request);
char *zhihui_route_units (ZhihuiRequest *request);
char *zhihui_route_portrait (ZhihuiRequest *request);
char *zhihui_route_map (ZhihuiRequest *request);
char *zhihui_route_cases (ZhihuiRequest *request);
char *zhihui_route_requests (ZhihuiRequest *request);
char *zhihui_route_submit (ZhihuiRequest *request);
char *zhihui_route_event (ZhihuiRequest *request);
char *zhihui_route_events (ZhihuiRequest *request);
char *zhihui_route_case (ZhihuiRequest *request);
char *zhihui_route_meetings (ZhihuiRequest *request);
char *zhihui_route_meeting (ZhihuiRequest *request);
char *zhihui_route_meeting_calendar (ZhihuiRequest *request);
char *zhihui_route_plan_meeting (ZhihuiRequest *request);
char *zhihui_route_enter_meeting (ZhihuiRequest *request);
char *zhihui_route_alerts (ZhihuiRequest *request);
char *zhihui_route_alert (ZhihuiRequest *request);
char *zhihui_route_acknowledge (ZhihuiRequest *request);
char *zhihui_route_pushes (ZhihuiRequest *request);
char *zhihui_route_read_push (ZhihuiRequest *request);
char *zhihui_route_export (ZhihuiRequest *request);
char *zhihui_route_calendar (ZhihuiRequest *request);
char *zhihui_route_clocks (ZhihuiRequest *request);
char *zhihui_route_indicators (ZhihuiRequest *request);
char *zhihui_route_layers (ZhihuiRequest *request);
char *zhihui_route_layer (ZhihuiRequest *request);
char *zhihui_route_sources (ZhihuiRequest *request);
char *zhihui_route_guide (ZhihuiRequest *request);
char *zhihui_route_staff (ZhihuiRequest *request);

G_END_DECLS
