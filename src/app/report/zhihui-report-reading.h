/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report-answers.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

void     zhihui_report_reading_async (ZhihuiSource        *source,
                                      ZhihuiReportAnswers *answers,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean zhihui_report_reading_finish (GAsyncResult *result, GError **error);

void zhihui_report_reading_wait (ZhihuiSource *source, ZhihuiReportAnswers *answers);

G_END_DECLS
