/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-pins.h"

#include <string.h>

#define MAX_PINS 32
#define MAX_ITEMS 1500000 /* of all pins: what a desk lists of a province is half a million */
#define MAX_AGE_US (5 * 60 * G_USEC_PER_SEC)

typedef struct
{
  char          *id;       /* owned */
  char          *question; /* owned: what was asked; a cursor holds for this alone */
  gpointer       list;
  GDestroyNotify destroy;
  guint          n_items;
  gint64         used_us;
} Pin;

struct _ZhihuiPins
{
  GPtrArray *pins; /* (element-type Pin), least recently used first */
  guint64    n_items;
};

static void
pin_free (Pin *pin)
{
  pin->destroy (pin->list);
  g_free (pin->id);
  g_free (pin->question);
  g_free (pin);
}

ZhihuiPins *
zhihui_pins_new (void)
{
  ZhihuiPins *self = g_new0 (ZhihuiPins, 1);

  self->pins = g_ptr_array_new_with_free_func ((GDestroyNotify) pin_free);
  return self;
}

void
zhihui_pins_free (ZhihuiPins *self)
{
  g_ptr_array_unref (self->pins);
  g_free (self);
}

/* Until there is room for one with @n_items; the newest may be larger than that. */
static void
give_up_old (ZhihuiPins *self, guint keep, guint n_items)
{
  gint64 now_us = g_get_monotonic_time ();

  while (self->pins->len > 0)
    {
      const Pin *oldest = self->pins->pdata[0];

      if (self->pins->len <= keep && self->n_items + n_items <= MAX_ITEMS &&
          now_us - oldest->used_us <= MAX_AGE_US)
        return;
      self->n_items -= oldest->n_items;
      g_ptr_array_remove_index (self->pins, 0);
    }
}

static char *
write_cursor (const Pin *pin, guint place)
{
  return g_strdup_printf ("%s.%u", pin->id, place);
}

/**
 * zhihui_pins_add:
 * @question: what @list answers, without limit and cursor
 * @list: (transfer full)
 * @n_items: of @list
 * @place: where the next page begins
 *
 * Returns: (transfer full): a cursor
 */
char *
zhihui_pins_add (ZhihuiPins    *self,
                 const char    *question,
                 gpointer       list,
                 GDestroyNotify destroy,
                 guint          n_items,
                 guint          place)
{
  Pin *pin = g_new0 (Pin, 1);

  give_up_old (self, MAX_PINS - 1, n_items);
  pin->id = g_strdup_printf ("p%08x%08x", g_random_int (), g_random_int ());
  pin->question = g_strdup (question);
  pin->list = list;
  pin->destroy = destroy;
  pin->n_items = n_items;
  pin->used_us = g_get_monotonic_time ();
  g_ptr_array_add (self->pins, pin);
  self->n_items += n_items;
  return write_cursor (pin, place);
}

static Pin *
find (ZhihuiPins *self, const char *cursor, guint *index)
{
  const char *dot = strchr (cursor, '.');
  gsize       length = dot != NULL ? (gsize) (dot - cursor) : strlen (cursor);

  for (guint i = 0; i < self->pins->len; i++)
    {
      Pin *pin = self->pins->pdata[i];

      if (strlen (pin->id) == length && strncmp (pin->id, cursor, length) == 0)
        {
          *index = i;
          return pin;
        }
    }

  return NULL;
}

/**
 * zhihui_pins_move:
 * @cursor: one that zhihui_pins_find() just found
 *
 * Returns: (transfer full): the cursor of another place in the same list
 */
char *
zhihui_pins_move (ZhihuiPins *self, const char *cursor, guint place)
{
  guint index;
  Pin  *pin = find (self, cursor, &index);

  g_return_val_if_fail (pin != NULL, NULL);
  return write_cursor (pin, place);
}

/**
 * zhihui_pins_find:
 * @place: (out): where the page begins
 *
 * Returns: (transfer none) (nullable): the pinned list, or %NULL when it is no longer kept, or when
 * the cursor belongs to another question or is none of ours
 */
gpointer
zhihui_pins_find (ZhihuiPins *self, const char *question, const char *cursor, guint *place)
{
  guint       index;
  const char *dot = strchr (cursor, '.');
  guint64     number;
  Pin        *pin;

  give_up_old (self, MAX_PINS, 0);
  pin = find (self, cursor, &index);
  if (pin == NULL || dot == NULL || !g_str_equal (pin->question, question) ||
      !g_ascii_string_to_unsigned (dot + 1, 10, 0, G_MAXINT32, &number, NULL))
    return NULL;

  pin->used_us = g_get_monotonic_time ();
  g_ptr_array_add (self->pins, g_ptr_array_steal_index (self->pins, index));
  *place = (guint) number;
  return pin->list;
}
