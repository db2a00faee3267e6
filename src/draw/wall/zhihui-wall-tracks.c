/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-tracks.h"

#include <math.h>

/* What a seam costs that lies in a track and not between two: more than any change of lengths. */
#define CROSSED 1.0

/* Tracks may become so many times as long, or as short, as they would be without seams. */
#define MOST 2.3
#define MOST_DRAWN 1.4 /* of a row that was drawn for its height */
#define LEAST_COLUMN 0.62
#define LEAST_ROW 0.6
#define LEAST_BOARD 0.75 /* of a row that grows by lines */

/* u: a lower row is a head or a strip of alerts, which grows by nothing. */
#define LOW_ROW 80
/* u: where nothing may grow no more stays empty. */
#define SPARE 24

static double
sum_lengths (const ZhihuiTrackPlace *tracks, guint n, gboolean are_fr)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += tracks[i].track.is_fr == are_fr ? tracks[i].track.size : 0;
  return sum;
}

/**
 * zhihui_wall_tracks_settle:
 * @tracks: (array length=n): settled on return
 *
 * Where each track begins: what is left goes to fr tracks, else to those that grow as far as it is
 * worth a row, else evenly between the tracks.
 */
void
zhihui_wall_tracks_settle (ZhihuiTrackPlace *tracks, guint n, const ZhihuiTrackSpace *space)
{
  double gap = space->gap, from = space->from;
  double left = space->space - gap * (n - 1) - sum_lengths (tracks, n, FALSE);
  double parts = sum_lengths (tracks, n, TRUE);
  double shares = 0, growth = 0;

  for (guint i = 0; i < n; i++)
    shares += tracks[i].track.grows ? tracks[i].track.size : 0;
  if (parts <= 0 && shares > 0 && (left > 96 || left < 0))
    growth = left / shares;
  if (parts <= 0 && n > 1)
    gap += MAX (left - growth * shares, 0) / (n - 1);

  for (guint i = 0; i < n; i++)
    {
      tracks[i].start = from;
      tracks[i].length =
        tracks[i].track.is_fr ? MAX (left, 0) * tracks[i].track.size / parts : tracks[i].track.size;
      if (tracks[i].track.grows)
        tracks[i].length *= 1 + growth;
      from += tracks[i].length + gap;
    }
}

/* ---- seams ---- */

/* A search for the gutters in which seams are to lie; lives on the stack. */
typedef struct
{
  const ZhihuiTrackPlace *tracks; /* as they are without seams */
  guint                   n;
  const ZhihuiTrackSpace *space;
  gboolean                are_rows;
  const ZhihuiSeamList   *seams;
  guint                   gutters[ZHIHUI_MAX_SEAMS]; /* before which track; 0: in a track */
  ZhihuiTrackPlace        tried[ZHIHUI_MAX_TRACKS], best[ZHIHUI_MAX_TRACKS];
  double                  cost; /* of the best; G_MAXDOUBLE: none yet */
} Search;

static gboolean
is_elastic (const Search *self, guint i)
{
  const ZhihuiTrackPlace *track = &self->tracks[i];

  return !self->are_rows || track->track.is_fr || track->track.grows;
}

static double
get_least (const Search *self, guint first, guint end)
{
  double least = self->are_rows ? LEAST_ROW : LEAST_COLUMN;

  for (guint i = first; i < end && self->are_rows; i++)
    if (self->tracks[i].track.grows)
      least = LEAST_BOARD;
  return least;
}

/* May the track become longer, where none is elastic? */
static gboolean
may_grow (const Search *self, guint i)
{
  return is_elastic (self, i) || self->tracks[i].length > LOW_ROW;
}

static double
sum_of (const Search *self, guint first, guint end, gboolean (*has) (const Search *, guint))
{
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += has == NULL || has (self, i) ? self->tracks[i].length : 0;
  return sum;
}

/* Tracks from @first to @end between two seams. FALSE: they do not fit. */
static gboolean
fit_part (Search *self, guint first, guint end, double from, double to)
{
  double least = get_least (self, first, end), gap = self->space->gap, factor;
  double all = sum_of (self, first, end, NULL);
  double room = to - from - gap * (end - first - 1) - all;
  double elastic = sum_of (self, first, end, is_elastic), most = MOST;
  gboolean (*has) (const Search *, guint) = is_elastic;

  if (elastic <= 0)
    {
      if (room < 0)
        return FALSE;
      has = may_grow;
      most = MOST_DRAWN;
      elastic = sum_of (self, first, end, may_grow);
      if (elastic <= 0 && room > SPARE)
        return FALSE;
    }
  factor = elastic > 0 ? 1 + room / elastic : 1;
  if (factor < least || factor > most)
    return FALSE;
  for (guint i = first; i < end; i++)
    {
      self->tried[i] = self->tracks[i];
      self->tried[i].start = from;
      self->tried[i].length *= has (self, i) ? factor : 1;
      from += self->tried[i].length + gap;
    }
  return TRUE;
}

/* How far lengths are from what they would be; G_MAXDOUBLE: not so. */
static double
try_gutters (Search *self)
{
  double edge = self->space->gap / 2, from = self->space->from, cost = 0;
  guint  first = 0;

  for (guint i = 0; i <= self->seams->n; i++)
    {
      gboolean is_end = i == self->seams->n;
      guint    end = is_end ? self->n : self->gutters[i];
      double   to =
        is_end ? self->space->from + self->space->space : self->seams->items[i].from - edge;

      if (end == 0)
        {
          cost += CROSSED;
          continue;
        }
      if (!fit_part (self, first, end, from, to))
        return G_MAXDOUBLE;
      if (is_end)
        break;
      first = end;
      from = self->seams->items[i].to + edge;
    }
  for (guint i = 0; i < self->n; i++)
    {
      double change = log (self->tried[i].length / self->tracks[i].length);

      cost += self->tracks[i].length / self->space->space * change * change;
    }
  return cost;
}

static void
choose_gutter (Search *self, guint seam, guint least)
{
  if (seam == self->seams->n)
    {
      double cost = try_gutters (self);

      if (cost >= self->cost)
        return;
      self->cost = cost;
      for (guint i = 0; i < self->n; i++)
        self->best[i] = self->tried[i];
      return;
    }
  self->gutters[seam] = 0;
  choose_gutter (self, seam + 1, least);
  for (guint gutter = least; gutter < self->n; gutter++)
    {
      self->gutters[seam] = gutter;
      choose_gutter (self, seam + 1, gutter + 1);
    }
}

/**
 * zhihui_wall_tracks_avoid:
 * @tracks: (array length=n): settled without seams; on return, with them
 * @are_rows: rows that were drawn for a height keep it; columns become wider or narrower together
 * @seams: u
 *
 * As many seams as can be lie in gutters between tracks; of the ways to do it the one that changes
 * lengths least (squares of their logarithms, each by its share of the page). A seam that would
 * need too much stays where it is, in a track.
 */
void
zhihui_wall_tracks_avoid (ZhihuiTrackPlace       *tracks,
                          guint                   n,
                          const ZhihuiTrackSpace *space,
                          gboolean                are_rows,
                          const ZhihuiSeamList   *seams)
{
  Search self = { .tracks = tracks,
                  .n = n,
                  .space = space,
                  .are_rows = are_rows,
                  .seams = seams,
                  .cost = G_MAXDOUBLE };

  g_return_if_fail (n <= ZHIHUI_MAX_TRACKS);

  if (seams->n == 0)
    return;
  for (guint i = 0; i < n; i++)
    if (tracks[i].length <= 0)
      return;
  choose_gutter (&self, 0, 1);
  for (guint i = 0; i < n && self.cost < G_MAXDOUBLE; i++)
    tracks[i] = self.best[i];
}
