/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Meetings as a calendar file (RFC 5545, RFC 7986). */
char *zhihui_calendar_write (ZhihuiMeetings *meetings,
                             ZhihuiZone     *zone,
                             const char     *name,
                             const char     *authority);

/* UIDs of our own calendar end so: such events are not taken from a feed. */
char    *zhihui_calendar_make_uid (const char *meeting, const char *authority);
gboolean zhihui_calendar_is_own_uid (const char *uid, const char *authority);

G_END_DECLS
