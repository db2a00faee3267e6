/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-zone.h"

G_BEGIN_DECLS

/* A folder of answers: recording.json tells what it is, a line of answers.jsonl each answer, the
 * bodies are files beside. Written in docs/recording.md. */

#define ZHIHUI_RECORDING_HEAD "recording.json"
#define ZHIHUI_RECORDING_ANSWERS "answers.jsonl"
#define ZHIHUI_RECORDING_FORMAT 1
/* With a profile, which programs of before know nothing of. */
#define ZHIHUI_RECORDING_FORMAT_PROFILE 2

typedef struct
{
  gint64 format;
  char  *name;    /* owned: for people; may be "" */
  char  *base;    /* owned: path under which everything was asked for: "/api/v1", "" */
  char  *profile; /* owned or NULL: file that tells how the answers are read */
  gint64 as_of;   /* the platform's clock at its begin where the answers tell none;
                   * ZHIHUI_NO_INSTANT */
} ZhihuiRecording;

typedef struct
{
  gint64     at_ms;   /* since the recording began */
  gint64     took_ms; /* until the last byte */
  char      *path;    /* owned: with its query */
  int        status;  /* 0: nothing answered */
  GPtrArray *headers; /* (element-type utf8), owned: name, value, name, value … */
  char      *file;    /* owned or NULL: where the body is */
} ZhihuiRecordedAnswer;

char            *zhihui_recording_encode (const ZhihuiRecording *recording);
ZhihuiRecording *zhihui_recording_decode (GBytes *body, GError **error);
void             zhihui_recording_free (ZhihuiRecording *self);

char                 *zhihui_recorded_answer_encode (const ZhihuiRecordedAnswer *answer);
ZhihuiRecordedAnswer *zhihui_recorded_answer_decode (GBytes *line, GError **error);
void                  zhihui_recorded_answer_free (ZhihuiRecordedAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRecording, zhihui_recording_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiRecordedAnswer, zhihui_recorded_answer_free)

G_END_DECLS
