/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "zhihui-deadline.h"
#include "zhihui-scenario.h"

#define N_FIELDS 7 /* code|name|topic|promised|statutory|elements|weight */

static guint
find_topic (ZhihuiScenario *self, const char *code)
{
  for (guint i = 0; i < self->topics->len; i++)
    if (g_str_equal (((ZhihuiTopic *) self->topics->pdata[i])->code, code))
      return i;

  g_error ("The scenario %s has no topic %s", self->name, code);
}

/* The type of case whose limit is so many working days. */
static guint
find_type (ZhihuiScenario *self, guint days)
{
  gsize n_types = 0;
  g_auto (GStrv) types = g_key_file_get_keys (self->profile, "types", &n_types, NULL);

  for (guint i = 0; i < n_types; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->profile, "types", types[i], NULL, NULL);
      ZhihuiLimit limit;

      if (zhihui_limit_parse (fields[3], &limit, NULL) && limit.kind == ZHIHUI_LIMIT_WORKDAYS &&
          limit.count == (int) days)
        return i;
    }

  g_error ("The scenario %s has no type of %u working days", self->name, days);
}

static void
read_item (ZhihuiScenario *self, char **fields)
{
  ZhihuiItem *item = g_new0 (ZhihuiItem, 1);
  guint       index = self->items->len;

  g_ptr_array_add (self->items, item);
  item->code = g_strdup (fields[0]);
  item->name = g_strdup (fields[1]);
  item->topic = find_topic (self, fields[2]);
  item->promised_days = (guint) atoi (fields[3]);
  item->statutory_days = (guint) atoi (fields[4]);
  item->n_elements = (guint) atoi (fields[5]);
  item->weight = g_ascii_strtod (fields[6], NULL);
  item->type = find_type (self, item->promised_days);
  g_array_append_val (self->items_of_topic[item->topic], index);
}

static void
read_modes (ZhihuiScenario *self)
{
  gsize  n_modes = 0;
  double sum = 0;
  g_auto (GStrv) modes = g_key_file_get_keys (self->profile, "modes", &n_modes, NULL);

  self->n_modes = (guint) n_modes;
  self->mode_shares = g_new0 (double, n_modes + 1);
  for (guint i = 0; i < n_modes; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->profile, "modes", modes[i], NULL, NULL);

      sum += (double) atoi (fields[1]) / 1000;
      self->mode_shares[i] = sum;
      if (g_str_equal (modes[i], "batch"))
        self->batch_mode = i;
    }
}

/**
 * zhihui_scenario_read_items:
 *
 * Catalogue of services and ways of service, where the scenario has them. Topics and profile are
 * read already.
 */
void
zhihui_scenario_read_items (ZhihuiScenario *self)
{
  g_autofree char *text = zhihui_scenario_read_part (self->name, "items.csv");
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autofree char *photo = g_key_file_get_string (self->profile, "setting", "photo_channel", NULL);
  gsize            n_channels = 0;
  g_auto (GStrv) channels = g_key_file_get_keys (self->profile, "channels", &n_channels, NULL);

  self->items_of_topic = g_new0 (GArray *, self->topics->len);
  for (guint i = 0; i < self->topics->len; i++)
    self->items_of_topic[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", -1);

      if (*lines[i] != '#' && g_strv_length (fields) == N_FIELDS)
        read_item (self, fields);
    }
  read_modes (self);

  self->photo_channel = G_MAXUINT;
  for (guint i = 0; photo != NULL && i < n_channels; i++)
    if (g_str_equal (channels[i], photo))
      self->photo_channel = i;
  self->batch_topic = G_MAXUINT;
  for (guint i = 0; i < self->topics->len; i++)
    if (((ZhihuiTopic *) self->topics->pdata[i])->is_batch)
      self->batch_topic = i;
}
