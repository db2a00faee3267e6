/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-outline.h"
#include "zhihui-wire.h"

#define MIN_PLACES 4

static void
check_ring (const GArray *ring)
{
  g_assert_cmpuint (ring->len % 2, ==, 0);
  g_assert_cmpuint (ring->len / 2, >=, MIN_PLACES);
  for (guint i = 0; i < ring->len; i++)
    g_assert_cmpfloat (fabs (g_array_index (ring, double, i)), <=, i % 2 == 0 ? 180 : 90);
}

/* GeoJSON: whatever is accepted has areas that lie on the earth. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines = zhihui_wire_decode_outlines (body, &error);

  g_assert_true ((outlines == NULL) == (error != NULL));
  if (outlines == NULL)
    {
      g_assert_cmpuint (error->domain, ==, ZHIHUI_ERROR);
      return 0;
    }

  g_assert_cmpuint (outlines->len, >, 0);
  for (guint i = 0; i < outlines->len; i++)
    {
      const ZhihuiOutline *outline = outlines->pdata[i];

      g_assert_true (g_utf8_validate (outline->code, -1, NULL));
      g_assert_true (g_utf8_validate (outline->name, -1, NULL));
      for (guint j = 0; j < outline->rings->len; j++)
        check_ring (outline->rings->pdata[j]);
    }
  return 0;
}
