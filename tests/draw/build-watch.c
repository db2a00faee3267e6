/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "build-watch.h"

#include "zhihui-hex-grid.h"

static struct
{
  GThread *main;
  int      n_here, n_elsewhere; /* atomic */
} watch;

ZhihuiMesh *
__real_zhihui_hex_grid_build (const ZhihuiRegion *const *regions, guint n, double ratio);
ZhihuiMesh *
__wrap_zhihui_hex_grid_build (const ZhihuiRegion *const *regions, guint n, double ratio);

ZhihuiMesh *
__wrap_zhihui_hex_grid_build (const ZhihuiRegion *const *regions, guint n, double ratio)
{
  g_atomic_int_inc (g_thread_self () == watch.main ? &watch.n_here : &watch.n_elsewhere);
  return __real_zhihui_hex_grid_build (regions, n, ratio);
}

void
build_watch_start (void)
{
  watch.main = g_thread_self ();
  g_atomic_int_set (&watch.n_here, 0);
  g_atomic_int_set (&watch.n_elsewhere, 0);
}

guint
build_watch_count_here (void)
{
  return (guint) g_atomic_int_get (&watch.n_here);
}

guint
build_watch_count_elsewhere (void)
{
  return (guint) g_atomic_int_get (&watch.n_elsewhere);
}
