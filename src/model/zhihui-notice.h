/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZHIHUI_FIRST_CALENDAR_YEAR 1950
#define ZHIHUI_LAST_CALENDAR_YEAR 2199

/* A day that a notice of the State Council names. */
typedef struct
{
  gint32   day;
  gboolean is_worked;
  char    *name; /* owned: of the holiday */
} ZhihuiNoticeDay;

/* The notice for a year: which days are off, which are worked instead. */
typedef struct
{
  int     year;
  GArray *days; /* (element-type ZhihuiNoticeDay), owned, by day; may reach into the years beside */
} ZhihuiNotice;

ZhihuiNotice *zhihui_notice_new (int year);
void          zhihui_notice_free (ZhihuiNotice *self);
gboolean      zhihui_notice_add (
       ZhihuiNotice *self, const char *date, gboolean is_worked, const char *name, GError **error);
gboolean zhihui_notice_settle (ZhihuiNotice *self, GError **error);

GPtrArray *zhihui_notices_parse_csv (GBytes *csv, GError **error);
gboolean   zhihui_notices_read_csv (GBytes *csv, GArray *days, GError **error);
GArray    *zhihui_notice_days_new (void);
gboolean   zhihui_notice_days_sort (GArray *days, GError **error);
gboolean   zhihui_date_parse (const char *text, gint32 *day);
char      *zhihui_date_format (gint32 day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiNotice, zhihui_notice_free)

G_END_DECLS
