/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-life-cycle.h"

G_BEGIN_DECLS

/* Writes meetings: what people plan, hold and decide. Each entry is one event, appended to the
 * meeting's log and taken once. */

/* What one event says; members that its type does not ask for are passed over. Owned. */
typedef struct
{
  char      *id;   /* of the event, given by its sender */
  char      *type; /* "cn.zhihui.meeting.opened.v1", or "meeting.opened" */
  gint64     time; /* ZHIHUI_NO_INSTANT: now */
  char      *by;   /* name of the person who answers for it */
  char      *kind, *title, *public_title, *host_unit, *unit, *text, *decision;
  char      *public_text; /* of a decision */
  char      *join_url, *provider, *provider_key;
  gint64     starts_at, ends_at, due_at; /* ZHIHUI_NO_INSTANT not given */
  gint64     expected, received;         /* -1 not given */
  GPtrArray *units, *cases;              /* (element-type utf8): codes, ids */
} ZhihuiMeetingEntry;

ZhihuiMeetingEntry *zhihui_meeting_entry_new (void);
ZhihuiMeetingEntry *zhihui_meeting_entry_read (GBytes *body, GError **error);
void                zhihui_meeting_entry_free (ZhihuiMeetingEntry *self);

/* Whether it does harm to write it over what another person has just written. */
gboolean zhihui_meeting_entry_needs_match (const ZhihuiMeetingEntry *self);

/* The codes of the errors: INVALID a member is wrong and the message names it; NOT_FOUND no such
 * meeting; EXISTS the meeting is in a state that does not allow it; others of the database. */
gboolean zhihui_meeting_book_knows (ZhihuiStore              *store,
                                    const char               *meeting,
                                    const ZhihuiMeetingEntry *entry);
char    *zhihui_meeting_book_plan (ZhihuiLifeCycle          *life_cycle,
                                   const ZhihuiMeetingEntry *entry,
                                   gint64                    now,
                                   GError                  **error);
gboolean zhihui_meeting_book_enter (ZhihuiLifeCycle          *life_cycle,
                                    const char               *meeting,
                                    const ZhihuiMeetingEntry *entry,
                                    gint64                    now,
                                    GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiMeetingEntry, zhihui_meeting_entry_free)

G_END_DECLS
