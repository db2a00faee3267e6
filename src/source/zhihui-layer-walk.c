/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-layer-walk.h"

#include <glib/gi18n-lib.h>

#include "zhihui-error.h"
#include "zhihui-wire.h"

#define EVERY_LAYER "*"
#define KIND "kind:"

/**
 * zhihui_layer_walk_make_path:
 * @id: of a layer
 * @region: (nullable): of which part; %NULL: all of it
 *
 * Returns: (transfer full): where its places are asked for
 */
char *
zhihui_layer_walk_make_path (const char *id, const char *region)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *code = NULL;

  if (region == NULL)
    return g_strconcat ("/layers/", escaped, NULL);

  code = g_uri_escape_string (region, NULL, FALSE);
  return g_strconcat ("/layers/", escaped, "?region=", code, NULL);
}

static gboolean
is_wanted (const ZhihuiPlaceLayer *layer, const char *const *wanted)
{
  for (guint i = 0; wanted != NULL && wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], EVERY_LAYER) || g_str_equal (wanted[i], layer->id) ||
        (g_str_has_prefix (wanted[i], KIND) &&
         g_str_equal (wanted[i] + strlen (KIND), layer->kind)))
      return TRUE;
  return FALSE;
}

/* The first that is wanted and not read. */
static char *
find_next (ZhihuiLayers *layers, const char *const *wanted)
{
  for (guint i = 0; i < layers->items->len; i++)
    {
      const ZhihuiPlaceLayer *layer = layers->items->pdata[i];

      if (layer->places == NULL && layer->fault == NULL && layer->n_points > 0 &&
          *layer->id != '\0' && is_wanted (layer, wanted))
        return g_strdup (layer->id);
    }
  return NULL;
}

/* The one that was asked for and not read yet. */
static ZhihuiPlaceLayer *
find_asked (ZhihuiLayers *layers, const char *cursor)
{
  ZhihuiPlaceLayer *layer = cursor != NULL ? zhihui_layers_find (layers, cursor) : NULL;

  return layer != NULL && layer->places == NULL && layer->fault == NULL ? layer : NULL;
}

/**
 * zhihui_layer_walk_skip:
 * @layers: what was read so far, not shared
 * @cursor: id of the layer whose places could not be had
 * @fault: why
 * @wanted: (nullable): as for zhihui_layer_walk_read ()
 *
 * Of one layer it is said that it could not be read; the others stand.
 *
 * Returns: (transfer full) (nullable): id of the layer whose places are read next
 */
char *
zhihui_layer_walk_skip (ZhihuiLayers      *layers,
                        const char        *cursor,
                        const char        *fault,
                        const char *const *wanted)
{
  ZhihuiPlaceLayer *layer = find_asked (layers, cursor);

  if (layer != NULL)
    layer->fault = g_strdup (fault);
  return find_next (layers, wanted);
}

/**
 * zhihui_layer_walk_read:
 * @layers: (transfer full) (nullable): what was read so far, not shared; %NULL: nothing
 * @page: the list of layers, or the places of the one that its cursor names
 * @wanted: (nullable): ids, `kind:WORD`, or `*` for every one
 * @next: (out) (nullable) (transfer full): id of the layer whose places are read next
 *
 * A layer whose places cannot be read is left out with its fault.
 *
 * Returns: (transfer full) (nullable): what is read now, or %NULL with @error set
 */
ZhihuiLayers *
zhihui_layer_walk_read (ZhihuiLayers      *layers,
                        const ZhihuiPage  *page,
                        const char *const *wanted,
                        char             **next,
                        GError           **error)
{
  g_autoptr (ZhihuiLayers) self = layers;
  ZhihuiPlaceLayer *layer;
  GArray           *places;

  if (self == NULL)
    self = zhihui_wire_decode_layers (page->body, error);
  else
    {
      g_autoptr (GError) fault = NULL;

      layer = find_asked (self, page->cursor);
      if (layer == NULL)
        {
          g_set_error_literal (
            error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("this layer was not asked for"));
          return NULL;
        }
      places = zhihui_wire_decode_layer_places (page->body, &fault);
      if (places != NULL)
        zhihui_place_layer_take_places (layer, places);
      else
        layer->fault = g_strdup (fault->message);
    }
  if (self == NULL)
    return NULL;

  *next = find_next (self, wanted);
  return g_steal_pointer (&self);
}
