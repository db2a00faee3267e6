/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* What an iCalendar feed (RFC 5545) says about meetings: one element for each occurrence within a
 * window, times already in epoch seconds. Nothing of descriptions, attendees or passcodes. */

typedef struct
{
  char    *uid;           /* owned: at most ZHIHUI_AGENDA_MAX_UID bytes */
  char    *title;         /* owned: one line, may be "" */
  char    *join_url;      /* owned or NULL: https, without query and fragment */
  gint64   recurrence_at; /* which occurrence of a series; ZHIHUI_NO_INSTANT: there is no series */
  gint64   starts_at, ends_at;
  gint64   sequence;
  gboolean all_day, cancelled;
  /* Where details are asked for, else NULL. All owned. */
  GPtrArray *links;      /* (element-type utf8): what may be joined, the surest first; as above */
  GPtrArray *categories; /* (element-type utf8) */
  char      *organizer;  /* a name, no address; may be NULL */
} ZhihuiAgendaMeeting;

typedef struct
{
  GPtrArray *meetings;  /* (element-type ZhihuiAgendaMeeting), owned: by start */
  GPtrArray *reasons;   /* (element-type utf8), owned: why events were refused; the first ones */
  gint64     n_events;  /* VEVENTs read */
  gint64     n_refused; /* of these */
  gint64     n_beyond;  /* occurrences left out because a cap was reached */
  gint64     from, to;  /* the window of starts */
} ZhihuiAgenda;

/* How much of a feed is taken. */
typedef struct
{
  const char *zone; /* borrowed: identifier; of times without one of their own, and of whole days */
  gint64      from, to; /* window of starts, epoch seconds */
  gboolean    details;  /* links, categories, organizer too */
} ZhihuiAgendaLimits;

#define ZHIHUI_AGENDA_MAX_BYTES (4 * 1024 * 1024)
#define ZHIHUI_AGENDA_MAX_UID 255
#define ZHIHUI_AGENDA_BEFORE_S (30 * G_GINT64_CONSTANT (86400))
#define ZHIHUI_AGENDA_AFTER_S (180 * G_GINT64_CONSTANT (86400))

ZhihuiAgenda *zhihui_agenda_new (void);
void          zhihui_agenda_free (ZhihuiAgenda *self);
void          zhihui_agenda_meeting_free (ZhihuiAgendaMeeting *self);
char         *zhihui_agenda_make_title (const char *text);
void          zhihui_agenda_refuse (ZhihuiAgenda *self, const char *reason);

/* Between the process that reads the feed and the one that wants it. */
char         *zhihui_agenda_encode (ZhihuiAgenda *self);
ZhihuiAgenda *zhihui_agenda_decode (GBytes *text, GError **error);

/* In this process: whatever the feed does to the parser happens here. */
ZhihuiAgenda *zhihui_agenda_parse (GBytes *body, const ZhihuiAgendaLimits *limits, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAgenda, zhihui_agenda_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAgendaMeeting, zhihui_agenda_meeting_free)

G_END_DECLS
