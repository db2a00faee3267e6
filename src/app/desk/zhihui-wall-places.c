/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-places.h"

#include "zhihui-credentials.h"
#include "zhihui-error.h"
#include "zhihui-wall-remote.h"

#include <glib/gi18n-lib.h>

#define KEY "walls"
#define KEPT "(ssss)" /* name, address, file of the token, file of the authority */

struct _ZhihuiWallPlaces
{
  GSettings *store; /* owned, nullable: nothing is kept */
  GVariant  *kept;  /* owned: an array of what is kept */
};

/**
 * zhihui_wall_places_new:
 * @store: (nullable): where they are kept; %NULL: nowhere
 *
 * Returns: (transfer full)
 */
ZhihuiWallPlaces *
zhihui_wall_places_new (GSettings *store)
{
  ZhihuiWallPlaces *self = g_new0 (ZhihuiWallPlaces, 1);

  if (store != NULL)
    {
      self->store = g_object_ref (store);
      self->kept = g_settings_get_value (store, KEY);
    }
  else
    self->kept = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE (KEPT), NULL, 0));

  return self;
}

/**
 * zhihui_wall_places_free:
 * @self: (nullable)
 */
void
zhihui_wall_places_free (ZhihuiWallPlaces *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->store);
  g_variant_unref (self->kept);
  g_free (self);
}

/**
 * zhihui_wall_places_get_n:
 */
guint
zhihui_wall_places_get_n (ZhihuiWallPlaces *self)
{
  return (guint) g_variant_n_children (self->kept);
}

/**
 * zhihui_wall_places_get:
 * @place: (out caller-allocates): strings live until the places change
 *
 * Returns: its name
 */
const char *
zhihui_wall_places_get (ZhihuiWallPlaces *self, guint index, ZhihuiRemotePlace *place)
{
  const char *name, *ca_file;

  g_return_val_if_fail (index < zhihui_wall_places_get_n (self), NULL);

  g_variant_get_data (self->kept); /* strings stand in one piece from now on */
  g_variant_get_child (
    self->kept, index, "(&s&s&s&s)", &name, &place->host, &place->token_file, &ca_file);
  place->ca_file = *ca_file != '\0' ? ca_file : NULL;

  return name;
}

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, words);
  return FALSE;
}

static gboolean
has_name (ZhihuiWallPlaces *self, const char *name)
{
  ZhihuiRemotePlace place;

  for (guint i = 0; i < zhihui_wall_places_get_n (self); i++)
    if (g_str_equal (zhihui_wall_places_get (self, i, &place), name))
      return TRUE;

  return FALSE;
}

static gboolean
judge (ZhihuiWallPlaces *self, const char *name, const ZhihuiRemotePlace *place, GError **error)
{
  g_autoptr (GSocketConnectable) address = NULL;
  g_autoptr (ZhihuiSecret) token = NULL;

  if (*name == '\0')
    return refuse (error, _ ("Name: it is empty"));
  if (has_name (self, name))
    return refuse (error, _ ("Name: another wall is called so"));
  if (*place->host == '\0')
    return refuse (error, _ ("Address: it is empty"));
  address = g_network_address_parse (place->host, ZHIHUI_REMOTE_PORT, error);
  if (address == NULL)
    {
      g_prefix_error (error, "%s", _ ("Address: "));
      return FALSE;
    }
  if (*place->token_file == '\0')
    return refuse (error, _ ("File with the token: it is not named"));
  token = zhihui_credentials_read (place->token_file, NULL, error);
  if (token == NULL)
    return FALSE;
  if (place->ca_file != NULL && !g_file_test (place->ca_file, G_FILE_TEST_IS_REGULAR))
    return refuse (error, _ ("File of the authority: there is no such file"));

  return TRUE;
}

/* Another window may have written since. */
static void
read_anew (ZhihuiWallPlaces *self)
{
  if (self->store == NULL || !g_settings_is_writable (self->store, KEY))
    return;
  g_variant_unref (self->kept);
  self->kept = g_settings_get_value (self->store, KEY);
}

/* @added: floating, nullable; @without: nullable: this place no longer. */
static void
write_places (ZhihuiWallPlaces *self, GVariant *without, GVariant *added)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" KEPT));
  for (guint i = 0; i < zhihui_wall_places_get_n (self); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (self->kept, i);

      if (without == NULL || !g_variant_equal (one, without))
        g_variant_builder_add_value (&builder, one);
    }
  if (added != NULL)
    g_variant_builder_add_value (&builder, added);

  g_variant_unref (self->kept);
  self->kept = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (self->store != NULL && g_settings_is_writable (self->store, KEY))
    g_settings_set_value (self->store, KEY, self->kept);
}

/**
 * zhihui_wall_places_add:
 * @name: what people call it
 * @place: where it is; the token is read once, to see that it can be
 *
 * Returns: FALSE with @error, which names the field, and nothing changes; else it is the last one
 */
gboolean
zhihui_wall_places_add (ZhihuiWallPlaces        *self,
                        const char              *name,
                        const ZhihuiRemotePlace *place,
                        GError                 **error)
{
  g_autoptr (GVariant) before = g_variant_ref (self->kept);

  read_anew (self);
  if (!judge (self, name, place, error))
    {
      g_variant_unref (self->kept);
      self->kept = g_steal_pointer (&before);
      return FALSE;
    }

  write_places (
    self,
    NULL,
    g_variant_new (
      KEPT, name, place->host, place->token_file, place->ca_file != NULL ? place->ca_file : ""));
  return TRUE;
}

/**
 * zhihui_wall_places_remove:
 * @index: of the places as they were told until now; they change
 */
void
zhihui_wall_places_remove (ZhihuiWallPlaces *self, guint index)
{
  g_autoptr (GVariant) without = NULL;

  g_return_if_fail (index < zhihui_wall_places_get_n (self));

  without = g_variant_get_child_value (self->kept, index);
  read_anew (self);
  write_places (self, without, NULL);
}
