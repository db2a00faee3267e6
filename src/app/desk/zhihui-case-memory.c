/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-memory.h"

#define PAGE "cases"

/* Not the words that are searched for: they may name somebody. The region is the window's. */
static const struct
{
  ZhihuiCaseFilterField field;
  const char           *key;
} remembered[] = {
  { ZHIHUI_CASE_FILTER_UNIT, "unit" }, { ZHIHUI_CASE_FILTER_STATE, "state" },
  { ZHIHUI_CASE_FILTER_TYPE, "type" }, { ZHIHUI_CASE_FILTER_CHANNEL, "channel" },
  { ZHIHUI_CASE_FILTER_DUE, "due" },   { ZHIHUI_CASE_FILTER_LIST, "list" },
  { ZHIHUI_CASE_FILTER_MARK, "mark" },
};

/**
 * zhihui_case_memory_recall:
 * @filter: what was kept is put into it
 */
void
zhihui_case_memory_recall (ZhihuiDeskSettings *settings, ZhihuiCaseFilter *filter)
{
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      g_autofree char *text = NULL;

      if (zhihui_desk_settings_lookup (settings, PAGE, remembered[i].key, "s", &text))
        zhihui_case_filter_set (filter, remembered[i].field, text);
    }
}

/**
 * zhihui_case_memory_keep:
 * @filter: what is asked for now
 */
void
zhihui_case_memory_keep (ZhihuiDeskSettings *settings, const ZhihuiCaseFilter *filter)
{
  for (guint i = 0; i < G_N_ELEMENTS (remembered); i++)
    {
      const char *text = zhihui_case_filter_get (filter, remembered[i].field);

      zhihui_desk_settings_set (
        settings, PAGE, remembered[i].key, g_variant_new_string (text != NULL ? text : ""));
    }
}
