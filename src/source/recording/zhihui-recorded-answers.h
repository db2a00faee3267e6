/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-recording.h"

G_BEGIN_DECLS

/* All answers of a recorded folder. Read-only once loaded. */
typedef struct _ZhihuiRecordedAnswers ZhihuiRecordedAnswers;

ZhihuiRecordedAnswers *zhihui_recorded_answers_load (const char *folder, GError **error);
void                   zhihui_recorded_answers_free (ZhihuiRecordedAnswers *self);

const ZhihuiRecording *zhihui_recorded_answers_get_head (ZhihuiRecordedAnswers *self);
const ZhihuiRecordedAnswer         *
zhihui_recorded_answers_find (ZhihuiRecordedAnswers *self, const char *path, gint64 at_ms);
GBytes *zhihui_recorded_answers_read_body (ZhihuiRecordedAnswers      *self,
                                           const ZhihuiRecordedAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRecordedAnswers, zhihui_recorded_answers_free)

G_END_DECLS
