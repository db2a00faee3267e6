/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-calendar-resource.h"
#include "zhihui-http-source.h"

G_BEGIN_DECLS

/* Answers every path with the same calendar. Main thread only. */
typedef struct _CalendarServer CalendarServer;

CalendarServer *calendar_server_new (void);
void            calendar_server_free (CalendarServer *self);
void            calendar_server_go_away (CalendarServer *self);
const char     *calendar_server_get_url (CalendarServer *self); /* without a slash at its end */

void calendar_server_set_body (CalendarServer *self, const char *body, const char *type);
void calendar_server_set_status (CalendarServer *self, guint status);
void calendar_server_set_validators (CalendarServer *self, const char *tag, const char *date);
void calendar_server_set_redirect (CalendarServer *self, const char *url);

/* How often it was asked; of the last request a header, its method and body. Borrowed, nullable. */
guint       calendar_server_get_n_asked (CalendarServer *self);
const char *calendar_server_get_header (CalendarServer *self, const char *name);
const char *calendar_server_get_request (CalendarServer *self);

/* (transfer full): the words that start the reader of the dashboard. */
char **calendar_server_list_reader (void);

/* (transfer full): reads that calendar alone; not started. @folder nullable: nothing is kept. */
ZhihuiHttpSource *make_calendar_reader (const ZhihuiCalendarSettings *settings,
                                        const char                   *folder,
                                        ZhihuiResource              **resource);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CalendarServer, calendar_server_free)

G_END_DECLS
