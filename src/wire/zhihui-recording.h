/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* recording.json: which file of a folder holds the answer of which resource. */
typedef struct
{
  char       *name;  /* owned: for people; may be "" */
  gint64      as_of; /* the platform's clock, ZHIHUI_NO_INSTANT: that of the answers */
  GHashTable *files; /* (element-type utf8 utf8), owned: "summary" → "summary.json" */
} ZhihuiRecording;

ZhihuiRecording *zhihui_recording_decode (GBytes *body, GError **error);
void             zhihui_recording_free (ZhihuiRecording *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRecording, zhihui_recording_free)

G_END_DECLS
