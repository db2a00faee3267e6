/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which cases a desk asks for: the parameters of /cases. */
typedef enum
{
  ZHIHUI_CASE_FILTER_REGION,
  ZHIHUI_CASE_FILTER_UNIT,
  ZHIHUI_CASE_FILTER_STATE,
  ZHIHUI_CASE_FILTER_TYPE,
  ZHIHUI_CASE_FILTER_CHANNEL,
  ZHIHUI_CASE_FILTER_DUE,  /* "soon" "over" */
  ZHIHUI_CASE_FILTER_LIST, /* "returned" "sent_back" "suspended" "co" */
  ZHIHUI_CASE_FILTER_MARK, /* "instructed" … */
  ZHIHUI_CASE_FILTER_Q,    /* words of the title, or of the number */
  ZHIHUI_N_CASE_FILTERS,
} ZhihuiCaseFilterField;

typedef struct
{
  char *texts[ZHIHUI_N_CASE_FILTERS]; /* owned, NULL: any */
} ZhihuiCaseFilter;

ZhihuiCaseFilter *zhihui_case_filter_new (void);
ZhihuiCaseFilter *zhihui_case_filter_copy (const ZhihuiCaseFilter *self);
void              zhihui_case_filter_free (ZhihuiCaseFilter *self);
gboolean    zhihui_case_filter_equal (const ZhihuiCaseFilter *self, const ZhihuiCaseFilter *other);
gboolean    zhihui_case_filter_is_any (const ZhihuiCaseFilter *self);
const char *zhihui_case_filter_get (const ZhihuiCaseFilter *self, ZhihuiCaseFilterField field);
void zhihui_case_filter_set (ZhihuiCaseFilter *self, ZhihuiCaseFilterField field, const char *text);
gboolean          zhihui_case_filter_set_list (ZhihuiCaseFilter *self, const char *list);
const char       *zhihui_case_filter_get_list (const ZhihuiCaseFilter *self);
char             *zhihui_case_filter_make_query (const ZhihuiCaseFilter *self);
ZhihuiCaseFilter *zhihui_case_filter_parse_query (const char *query, GError **error);
char *zhihui_case_filter_make_path (const ZhihuiCaseFilter *self, guint limit, const char *cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiCaseFilter, zhihui_case_filter_free)

G_END_DECLS
