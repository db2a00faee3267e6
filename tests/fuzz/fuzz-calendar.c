/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "zhihui-agenda.h"
#include "zhihui-error.h"

#define MAX_RULES 8
/* 2026-08-01 in Shanghai. */
#define NOW G_GINT64_CONSTANT (1785546000)

static void
check_link (const char *link)
{
  g_assert_true (g_str_has_prefix (link, "https://"));
  g_assert_null (strpbrk (link, "?#"));
}

static void
check_meeting (const ZhihuiAgenda *agenda, const ZhihuiAgendaMeeting *meeting)
{
  g_assert_cmpint (meeting->starts_at, >=, agenda->from);
  g_assert_cmpint (meeting->starts_at, <, agenda->to);
  g_assert_cmpint (meeting->ends_at, >=, meeting->starts_at);
  g_assert_cmpuint (strlen (meeting->uid), <=, ZHIHUI_AGENDA_MAX_UID);
  g_assert_true (g_utf8_validate (meeting->title, -1, NULL));
  g_assert_null (strchr (meeting->title, '\n'));
  if (meeting->join_url != NULL)
    check_link (meeting->join_url);
  for (guint i = 0; meeting->links != NULL && i < meeting->links->len; i++)
    check_link (meeting->links->pdata[i]);
}

/* In the programs the process that reads may use five seconds; here it may use all of them, so that
 * what costs many times a rule's own bound is no find. */
static gboolean
has_many_rules (const uint8_t *data, size_t size)
{
  guint n = 0;

  for (size_t i = 0; i + 5 <= size && n <= MAX_RULES; i++)
    n += memcmp (data + i, "FREQ=", 5) == 0;

  return n > MAX_RULES;
}

static void
check_pipe (const ZhihuiAgenda *agenda, const ZhihuiAgenda *again)
{
  g_assert_cmpuint (again->meetings->len, ==, agenda->meetings->len);
  for (guint i = 0; i < agenda->meetings->len; i++)
    {
      const ZhihuiAgendaMeeting *before = agenda->meetings->pdata[i];
      const ZhihuiAgendaMeeting *after = again->meetings->pdata[i];

      check_meeting (agenda, before);
      check_meeting (again, after);
      g_assert_cmpstr (after->uid, ==, before->uid);
      g_assert_cmpint (after->recurrence_at, ==, before->recurrence_at);
      g_assert_cmpint (after->starts_at, ==, before->starts_at);
      g_assert_cmpint (after->ends_at, ==, before->ends_at);
    }
}

/* In this process, where the programs have one of its own for it. What was read comes through the
 * pipe as it was; what a title has of marks that turn the direction of writing becomes blanks. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const ZhihuiAgendaLimits limits = {
    "Asia/Shanghai", NOW - ZHIHUI_AGENDA_BEFORE_S, NOW + ZHIHUI_AGENDA_AFTER_S, TRUE
  };
  g_autoptr (GBytes) body = g_bytes_new (data, has_many_rules (data, size) ? 0 : size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAgenda) agenda = zhihui_agenda_parse (body, &limits, &error);
  g_autoptr (ZhihuiAgenda) again = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) piped = NULL;

  g_assert_true ((agenda == NULL) == (error != NULL));
  if (agenda == NULL)
    return 0;

  text = zhihui_agenda_encode (agenda);
  piped = g_bytes_new (text, strlen (text));
  again = zhihui_agenda_decode (piped, &error);
  g_assert_no_error (error);
  check_pipe (agenda, again);
  return 0;
}
