/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which calendar is read beside a source, and what may be shown of it. All owned and nullable.
 * Zero-initialise. */
typedef struct
{
  char    *url;         /* http(s), webcal; after "caldav+" a collection */
  char    *user;        /* with a password; without, the secret is a bearer token */
  char    *secret_file; /* password or token: for the calendar's host alone */
  char    *ca_file;     /* PEM; else the system's */
  char    *mode;        /* "add" (default), "replace" */
  char    *kind;        /* of meetings that do not tell it; "review" (default) … */
  char   **hosts;       /* whose links may be offered; none */
  char   **reader;      /* words that start a reader of calendars; this program */
  gboolean for_desk;    /* not for a wall */
} ZhihuiCalendarSettings;

/* Where it is. */
typedef struct
{
  char    *url;    /* owned: "https://example.cn/team.ics?key=1" */
  char    *origin; /* owned: "https://example.cn:8443" */
  char    *host;   /* owned: for people */
  gboolean is_collection;
} ZhihuiCalendarAddress;

void     zhihui_calendar_settings_clear (ZhihuiCalendarSettings *self);
void     zhihui_calendar_settings_copy (const ZhihuiCalendarSettings *self,
                                        ZhihuiCalendarSettings       *copy);
gboolean zhihui_calendar_settings_check (const ZhihuiCalendarSettings *self, GError **error);

ZhihuiCalendarAddress *zhihui_calendar_address_parse (const char *text, GError **error);
void                   zhihui_calendar_address_free (ZhihuiCalendarAddress *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiCalendarSettings, zhihui_calendar_settings_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCalendarAddress, zhihui_calendar_address_free)

G_END_DECLS
