/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-wire-event.h"

#define MAX_EVENTS 100

static void
check_event (GBytes *body)
{
  g_auto (ZhihuiWireEvent) event;
  g_autofree char *member = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;

  zhihui_wire_event_init (&event);
  if (!zhihui_wire_decode_event (body, &event, &member, &error))
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      g_assert_nonnull (member);
      return;
    }

  g_assert_no_error (error);
  digest = zhihui_wire_event_get_digest (&event);
  g_assert_nonnull (digest);
}

/* A list of events and each of its elements, or one event. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = zhihui_wire_split_list (body, MAX_EVENTS, &error);

  g_assert_true ((parts == NULL) == (error != NULL));
  if (parts == NULL)
    {
      check_event (body);
      return 0;
    }

  g_assert_cmpuint (parts->len, <=, MAX_EVENTS + 1);
  for (guint i = 0; i < parts->len; i++)
    check_event (parts->pdata[i]);
  return 0;
}
