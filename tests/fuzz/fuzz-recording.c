/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-recording.h"

/* A line of answers.jsonl, or recording.json: whatever is accepted is written and read again. */

static char *
pass_answer (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiRecordedAnswer) answer = zhihui_recorded_answer_decode (body, error);

  return answer != NULL ? zhihui_recorded_answer_encode (answer) : NULL;
}

static char *
pass_recording (GBytes *body, GError **error)
{
  g_autoptr (ZhihuiRecording) recording = zhihui_recording_decode (body, error);

  return recording != NULL ? zhihui_recording_encode (recording) : NULL;
}

static void
check (char *(*pass) (GBytes *body, GError **error), GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *once = pass (body, &error);
  g_autofree char *twice = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_true ((once == NULL) == (error != NULL));
  if (once == NULL)
    return;

  written = g_bytes_new (once, strlen (once));
  twice = pass (written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (twice, ==, once);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  check (pass_answer, body);
  check (pass_recording, body);
  return 0;
}
