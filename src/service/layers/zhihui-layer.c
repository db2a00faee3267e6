/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-layer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "zhihui-error.h"

#define MAX_ID_BYTES 32
#define MAX_TEXT_BYTES 256
#define MAX_POINTS 100000
#define MAX_COUNT G_GINT64_CONSTANT (1000000000)

static void
free_point (gpointer data)
{
  ZhihuiLayerPoint *point = data;

  g_free (point->name);
  g_free (point->region);
  g_free (point->status);
  g_free (point);
}

ZhihuiLayer *
zhihui_layer_new (void)
{
  ZhihuiLayer *self = g_new0 (ZhihuiLayer, 1);

  self->points = g_ptr_array_new_with_free_func (free_point);
  return self;
}

void
zhihui_layer_free (ZhihuiLayer *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->kind);
  g_free (self->source);
  g_free (self->as_of);
  g_ptr_array_unref (self->points);
  g_free (self);
}

/**
 * zhihui_layer_add_point:
 *
 * Returns: (transfer none): a new point that stands for one thing somewhere
 */
ZhihuiLayerPoint *
zhihui_layer_add_point (ZhihuiLayer *self)
{
  ZhihuiLayerPoint *point = g_new0 (ZhihuiLayerPoint, 1);

  point->lon = point->lat = NAN;
  point->n = 1;
  point->n_online = -1;
  g_ptr_array_add (self->points, point);
  return point;
}

static gboolean
is_id (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= MAX_ID_BYTES &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen (text);
}

static gboolean
is_text (const char *text)
{
  return text == NULL || (strlen (text) <= MAX_TEXT_BYTES && g_utf8_validate (text, -1, NULL));
}

static gboolean
is_region (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length == 0 ||
         ((length == 2 || length == 4 || length == 6 || length == 9 || length == 12) &&
          strspn (text, "0123456789") == length);
}

static const char *
find_fault_of_place (const ZhihuiLayerPoint *point)
{
  if (isnan (point->lon) != isnan (point->lat))
    return isnan (point->lon) ? "lon" : "lat";
  if (!isnan (point->lon) && ABS (point->lon) > 180)
    return "lon";
  return !isnan (point->lat) && ABS (point->lat) > 90 ? "lat" : NULL;
}

/* The field that cannot be, NULL when all can. */
static const char *
find_fault (const ZhihuiLayerPoint *point)
{
  const char *place = find_fault_of_place (point);

  if (point->name == NULL || *point->name == '\0' || !is_text (point->name))
    return "name";
  if (!is_region (point->region))
    return "region";
  if (!is_text (point->status))
    return "status";
  if (place != NULL)
    return place;
  if (point->n < 0 || point->n > MAX_COUNT)
    return "n";
  return point->n_online > point->n || point->n_online < -1 ? "online" : NULL;
}

/**
 * zhihui_layer_check:
 *
 * Fills label and kind where they are missing.
 *
 * Returns: %FALSE with INVALID, which names the field and the number of the point
 */
gboolean
zhihui_layer_check (ZhihuiLayer *self, GError **error)
{
  if (!is_id (self->id))
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("id: a layer needs one, of a-z, 0-9, - and _; give it with --id"));
      return FALSE;
    }
  if (!is_text (self->label) || !is_text (self->kind) || !is_text (self->source) ||
      !is_text (self->as_of) || self->points->len > MAX_POINTS)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_INVALID,
                           _ ("the head of the layer is too long, or it has too many points"));
      return FALSE;
    }

  for (guint i = 0; i < self->points->len; i++)
    {
      const char *fault = find_fault (self->points->pdata[i]);

      if (fault == NULL)
        continue;
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("%s of point %u cannot be"), fault, i + 1);
      return FALSE;
    }
  if (self->label == NULL)
    self->label = g_strdup (self->id);
  if (self->kind == NULL)
    self->kind = g_strdup ("point");
  return TRUE;
}
