/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-seams.h"
#include "zhihui-wall-layout.h"

G_BEGIN_DECLS

/* Where a track begins and how long it is, settled: u. */
typedef struct
{
  ZhihuiTrack track;
  double      start, length;
} ZhihuiTrackPlace;

/* Between which ends tracks lie: u. */
typedef struct
{
  double from, space, gap;
} ZhihuiTrackSpace;

void zhihui_wall_tracks_settle (ZhihuiTrackPlace *tracks, guint n, const ZhihuiTrackSpace *space);
void zhihui_wall_tracks_avoid (ZhihuiTrackPlace       *tracks,
                               guint                   n,
                               const ZhihuiTrackSpace *space,
                               gboolean                are_rows,
                               const ZhihuiSeamList   *seams);

G_END_DECLS
