/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-token-gate.h"

#include <string.h>

/* Of so many places guesses are remembered; beyond that, all places are counted as one. */
#define MAX_PLACES 256
#define EVERYWHERE "*"

typedef struct
{
  guint  n_wrong;
  gint64 since_us; /* of the first of them */
} Guesses;

struct _ZhihuiTokenGate
{
  ZhihuiSecret *token;  /* owned */
  GHashTable   *places; /* (element-type utf8 Guesses): by where they come from, owned */
};

/**
 * zhihui_token_gate_new:
 * @token: (transfer none): who knows it may pass
 *
 * Returns: (transfer full)
 */
ZhihuiTokenGate *
zhihui_token_gate_new (ZhihuiSecret *token)
{
  ZhihuiTokenGate *self = g_new0 (ZhihuiTokenGate, 1);

  self->token = zhihui_secret_ref (token);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * zhihui_token_gate_free:
 * @self: (nullable)
 */
void
zhihui_token_gate_free (ZhihuiTokenGate *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->places);
  zhihui_secret_unref (self->token);
  g_free (self);
}

/* Takes as long for every guess of a length, however much of it is right. */
static gboolean
is_token (const ZhihuiTokenGate *self, const char *token)
{
  const char    *right = zhihui_secret_peek (self->token);
  gsize          length = zhihui_secret_get_length (self->token), n = strlen (token);
  volatile guint difference = n != length;

  for (gsize i = 0; i < n; i++)
    difference |= (guint) ((guchar) token[i] ^ (guchar) right[i % length]);

  return length > 0 && difference == 0;
}

static gboolean
is_over (gpointer place, gpointer value, gpointer user_data)
{
  return *(gint64 *) user_data - ((Guesses *) value)->since_us >=
         ZHIHUI_GATE_SHUT_S * G_TIME_SPAN_SECOND;
}

static Guesses *
find_guesses (ZhihuiTokenGate *self, const char *from)
{
  Guesses *guesses = g_hash_table_lookup (self->places, from);

  if (guesses == NULL && g_hash_table_size (self->places) >= MAX_PLACES)
    guesses = g_hash_table_lookup (self->places, EVERYWHERE);
  return guesses;
}

static void
note_wrong (ZhihuiTokenGate *self, const char *from, gint64 now_us)
{
  Guesses *guesses = find_guesses (self, from);

  if (guesses == NULL)
    {
      const gboolean is_full = g_hash_table_size (self->places) >= MAX_PLACES;

      guesses = g_new0 (Guesses, 1);
      guesses->since_us = now_us;
      g_hash_table_insert (self->places, g_strdup (is_full ? EVERYWHERE : from), guesses);
    }
  guesses->n_wrong++;
}

/**
 * zhihui_token_gate_judge:
 * @from: the address that asks
 * @token: (nullable): what it says
 * @now_us: monotonic clock
 *
 * After %ZHIHUI_GATE_MAX_WRONG wrong tokens from an address nothing from there is looked at until
 * %ZHIHUI_GATE_SHUT_S seconds after the first of them.
 */
ZhihuiGate
zhihui_token_gate_judge (ZhihuiTokenGate *self, const char *from, const char *token, gint64 now_us)
{
  const Guesses *guesses;

  g_hash_table_foreach_remove (self->places, is_over, &now_us);
  guesses = find_guesses (self, from);
  if (guesses != NULL && guesses->n_wrong >= ZHIHUI_GATE_MAX_WRONG)
    return ZHIHUI_GATE_SHUT;
  if (token != NULL && is_token (self, token))
    return ZHIHUI_GATE_OPEN;

  note_wrong (self, from, now_us);
  return ZHIHUI_GATE_WRONG;
}
