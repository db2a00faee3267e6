/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz-target.h"
#include "wire-examples.h"
#include "zhihui-error.h"
#include "zhihui-wire-alert-story.h"
#include "zhihui-wire-telling.h"

/* The first byte says which answer the rest is. What is refused says why; what is accepted is
 * sound when it is written, and reads the same again. */

static const char *const kinds[] = {
  "meta",     "summary", "ranking", "channels", "hot_words", "regions",  "map_figures",
  "meetings", "alerts",  "units",   "trend",    "problem",   "layers",   "indicators",
  "systems",  "guide",   "staff",   "services", "cases",     "requests",
};

static void
check_changed (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = zhihui_wire_decode_changed (body, &error);

  g_assert_true ((names == NULL) == (error != NULL));
  for (guint i = 0; names != NULL && i < names->len; i++)
    g_assert_true (g_utf8_validate (names->pdata[i], -1, NULL));
}

/* What a desk reads alone: the story of an alert, what stands in the way of a telling. */
static void
check_desk (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiAlertStory) story = zhihui_wire_decode_alert_story (body, &error);
  g_autofree char *fault = zhihui_wire_find_fault (body, "state");

  g_assert_true ((story == NULL) == (error != NULL));
  g_assert_true (fault == NULL || g_utf8_validate (fault, -1, NULL));
  for (guint i = 0; story != NULL && i < story->steps->len; i++)
    {
      const ZhihuiAlertStep *step = story->steps->pdata[i];

      g_assert_nonnull (step->what);
      g_assert_cmpint (step->level, <=, ZHIHUI_LEVEL_RED);
    }
}

static void
check_answer (const char *kind, GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *once = wire_examples_pass (kind, body, &error);
  g_autofree char *twice = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_true ((once == NULL) == (error != NULL));
  if (once == NULL)
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  written = g_bytes_new (once, strlen (once));
  twice = wire_examples_pass (kind, written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (twice, ==, once);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = NULL;
  guint kind;

  if (size == 0)
    return 0;

  kind = (data[0] - (guint) 'a') % (G_N_ELEMENTS (kinds) + 1);
  body = g_bytes_new (data + 1, size - 1);
  if (kind < G_N_ELEMENTS (kinds))
    check_answer (kinds[kind], body);
  else
    {
      check_changed (body);
      check_desk (body);
    }
  return 0;
}
