/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "other-programs.h"

#include <string.h>

#include "api-fixture.h"
#include "zhihui-calendar-change.h"
#include "zhihui-holiday-file.h"
#include "zhihui-import.h"

static const char map_text[] = "[deployment]\n"
                               "title=般阳民生\n"
                               "name=淄川区\n"
                               "region=370302\n"
                               "language=zh_CN\n"
                               "time_zone=Asia/Shanghai\n"
                               "as_of=2020-08-01 09:00\n"
                               "peer=office\n"
                               "peer_label=Office\n"
                               "[columns]\n"
                               "case_id=No\n"
                               "opened=In\n"
                               "due=Due\n"
                               "closed=Out\n"
                               "agency=Office\n"
                               "status=State\n"
                               "area=Place\n"
                               "category=Topic\n"
                               "[formats]\n"
                               "time=%Y-%m-%d %H:%M\n"
                               "[status]\n"
                               "Done=closed\n"
                               "Going on=open\n";

void
other_program_imports (ZhihuiStore *store, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiImportMap) map = zhihui_import_map_new_from_text (map_text, "a.map", &error);
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (csv, (gssize) strlen (csv), NULL);
  ZhihuiImportReport report;

  g_assert_no_error (error);
  zhihui_import_run (store, map, stream, "a.csv", NULL, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_refused, ==, 0);
}

void
other_program_loads_calendar (ZhihuiStore *store)
{
  static const char text[] = "date,name,type\n2020-07-30,防汛,off\n2020-08-03,防汛,off\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = zhihui_holiday_file_parse (bytes, &error);
  ZhihuiClockReport report;

  g_assert_no_error (error);
  zhihui_calendar_change_run (store, notices, "test.csv", api_as_of (), &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_adjusted, >, 0);
}
