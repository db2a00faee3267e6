/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-agenda.h"
#include "zhihui-room-list.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* Takes over meetings that another system plans or holds. */

typedef struct
{
  const char *source;    /* borrowed: which feed or server, so that two do not touch each other's */
  const char *host;      /* borrowed: code of the unit that invites; NULL: the first unit */
  const char *kind;      /* borrowed: review, reception, dispatch, inspection */
  const char *authority; /* borrowed: of our own calendar, see zhihui_calendar_make_uid() */
  gint64      now;       /* epoch seconds */
} ZhihuiMeetingImport;

typedef struct
{
  gint64 n_new, n_updated, n_same, n_cancelled, n_own;
} ZhihuiMeetingImportReport;

gboolean zhihui_meeting_import_feed (ZhihuiStore               *store,
                                     const ZhihuiMeetingImport *import,
                                     const ZhihuiAgenda        *feed,
                                     ZhihuiMeetingImportReport *report,
                                     GError                   **error);
gboolean zhihui_meeting_import_rooms (ZhihuiStore               *store,
                                      const ZhihuiMeetingImport *import,
                                      const GPtrArray           *rooms,
                                      ZhihuiMeetingImportReport *report,
                                      GError                   **error);

G_END_DECLS
