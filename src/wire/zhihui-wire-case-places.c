/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>

#include "zhihui-wire-parts.h"

/* The platform sends at most 5,000; another one shall not fill the map. */
#define MAX_PLACES 20000

typedef struct
{
  gint64  as_of;
  GArray *items; /* (element-type ZhihuiCasePlace), owned */
} CasePlaces;

static const ZhihuiWireMember place_members[] = {
  ZHIHUI_WIRE_NEED (ZhihuiCasePlace, lon, "lon", NUMBER),
  ZHIHUI_WIRE_NEED (ZhihuiCasePlace, lat, "lat", NUMBER),
  ZHIHUI_WIRE_NEED (ZhihuiCasePlace, n, "n", COUNT),
  ZHIHUI_WIRE_MAY (ZhihuiCasePlace, overdue, "overdue", COUNT),
};

static gboolean
read_place (ZhihuiWireReader *reader, gpointer target)
{
  GArray        **items = target;
  ZhihuiCasePlace place = { NAN, NAN, 0, 0 };

  if (!zhihui_wire_reader_read_object (
        reader, place_members, G_N_ELEMENTS (place_members), &place) ||
      !zhihui_wire_check_place (reader, place.lon, place.lat))
    return FALSE;
  if ((*items)->len >= MAX_PLACES)
    return zhihui_wire_reader_fail (reader, "items", "has more than 20000 places");

  g_array_append_val (*items, place);
  return TRUE;
}

static const ZhihuiWireMember root_members[] = {
  ZHIHUI_WIRE_NEED (CasePlaces, as_of, "as_of", INSTANT),
  ZHIHUI_WIRE_NEED_LIST (CasePlaces, items, "items", read_place),
};

/**
 * zhihui_wire_decode_case_places:
 * @body: the answer of /map/cases with bbox
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type ZhihuiCasePlace): where open cases are
 */
GArray *
zhihui_wire_decode_case_places (GBytes *body, GError **error)
{
  CasePlaces answer = { .items = g_array_new (FALSE, FALSE, sizeof (ZhihuiCasePlace)) };

  if (zhihui_wire_read_root (body, root_members, G_N_ELEMENTS (root_members), &answer, error))
    return answer.items;

  g_array_unref (answer.items);
  return NULL;
}
