/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "fuzz-target.h"
#include "zhihui-error.h"
#include "zhihui-mesh-builder.h"
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

/* Whatever the mesh is made of, each region has a ring, and its rings lie in its extent. */
static void
check_mesh (GPtrArray *outlines, double snap_m)
{
  const ZhihuiMeshOptions options = { .snap_m = snap_m };
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiMesh) mesh = zhihui_mesh_build (outlines, &options, NULL, &error);
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (ZhihuiCorner));

  g_assert_true ((mesh == NULL) == (error != NULL));
  for (guint i = 0; mesh != NULL && i < zhihui_mesh_get_n_regions (mesh); i++)
    {
      const ZhihuiExtent *extent = &zhihui_mesh_get_region (mesh, i)->extent;

      g_assert_cmpuint (zhihui_mesh_get_n_rings (mesh, i), >, 0);
      g_array_set_size (corners, 0);
      for (guint j = 0; j < zhihui_mesh_get_n_rings (mesh, i); j++)
        zhihui_mesh_append_ring (mesh, i, j, 8, corners);
      for (guint j = 0; j < corners->len; j++)
        {
          const ZhihuiCorner *corner = &g_array_index (corners, ZhihuiCorner, j);

          g_assert_cmpfloat (corner->x / ZHIHUI_CORNER_SCALE, >=, extent->left);
          g_assert_cmpfloat (corner->x / ZHIHUI_CORNER_SCALE, <=, extent->right);
          g_assert_cmpfloat (corner->y / ZHIHUI_CORNER_SCALE, >=, extent->top);
          g_assert_cmpfloat (corner->y / ZHIHUI_CORNER_SCALE, <=, extent->bottom);
        }
      zhihui_mesh_pick (mesh, extent->left, extent->top);
    }
}

/* GeoJSON and TopoJSON: whatever is accepted has areas that lie on the earth, and a mesh can be
 * built of it. */
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
  check_mesh (outlines, 0);
  check_mesh (outlines, 100);
  return 0;
}
