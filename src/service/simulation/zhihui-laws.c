/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-laws.h"

#include <stdlib.h>

#define GROUP "laws"

#define LAW(member, otherwise)                                                                     \
  {                                                                                                \
#member, G_STRUCT_OFFSET(ZhihuiLaws, member), otherwise                                        \
  }

static const struct
{
  const char *key;
  gsize       offset;
  double      otherwise;
} numbers[] = {
  LAW (days, 213),        LAW (cases, 36000),        LAW (rate_scale, 1.02), LAW (holiday, .65),
  LAW (day_gamma, 40),    LAW (repeat, 0.08),        LAW (anonymous, 0.03),  LAW (burst, 0.15),
  LAW (place_share, 0.4), LAW (spread, 1.1),         LAW (gamma, 0),         LAW (ordered, 1),
  LAW (late, .064),       LAW (late_a, 1.2),         LAW (returns, .035),    LAW (returns_a, 1.4),
  LAW (dispatch_min, 12), LAW (dispatch_sigma, 0.8), LAW (sign_min, 3.5),    LAW (sign_sigma, 0.72),
  LAW (contact_min, 6),   LAW (contact_sigma, 0.65), LAW (work_sigma, 1.0),  LAW (promise_a, 1.15),
  LAW (promise_b, 3.6),   LAW (odd_ends, 1),         LAW (redo, 0.02),       LAW (extend, 0.015),
  LAW (suspend, 0.004),   LAW (rated, 0.38),         LAW (attention, 1),     LAW (meetings, 4),
  LAW (batch_day, -1),    LAW (batch_least, 0),      LAW (batch_more, 0),    LAW (villages, 36),
};

static const double usual_weekdays[] = { 1.22, 1.12, 1.08, 1.05, 1.03, .76, .74 };

/* Lists of lists: fields by ":", elements by ";". */
static char **
read_list (GKeyFile *profile, const char *key, const char *otherwise)
{
  g_auto (GStrv) list = g_key_file_get_string_list (profile, GROUP, key, NULL, NULL);

  return list != NULL ? g_steal_pointer (&list) : g_strsplit (otherwise, ";", -1);
}

static double
take_field (char **fields, guint index)
{
  return index < g_strv_length (fields) ? g_ascii_strtod (fields[index], NULL) : 0;
}

static void
read_rates (ZhihuiLaws *self, GKeyFile *profile)
{
  g_auto (GStrv) list =
    read_list (profile, "rates", "31:138;60:112;91:158;121:179;152:194;182:209;100000000:214");

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (list[i], ":", -1);
      ZhihuiRate rate = { .until = atoi (fields[0]), .rate = take_field (fields, 1) };

      g_array_append_val (self->rates, rate);
    }
  g_array_index (self->rates, ZhihuiRate, self->rates->len - 1).until = G_MAXINT32;
}

static void
read_types (ZhihuiLaws *self, GKeyFile *profile)
{
  /* consult, complaint, suggestion */
  g_auto (GStrv) list = read_list (profile, "types", ".45:2.2;.92:7.5;1:9");

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (list[i], ":", -1);
      ZhihuiTypeLaw type = { .share = take_field (fields, 0), .median = take_field (fields, 1) };

      g_array_append_val (self->types, type);
    }
}

static void
read_fixed (ZhihuiLaws *self, GKeyFile *profile)
{
  g_auto (GStrv) list = g_key_file_get_string_list (profile, GROUP, "fixed", NULL, NULL);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (list[i], ":", -1);
      ZhihuiFixedCount count = { .from_day = (guint) take_field (fields, 0),
                                 .n_days = (guint) take_field (fields, 1),
                                 .least = (guint) take_field (fields, 2),
                                 .more = (guint) take_field (fields, 3) };

      g_array_append_val (self->fixed, count);
    }
}

static void
read_words (ZhihuiLaws *self, GKeyFile *profile)
{
  g_autofree char *work = g_key_file_get_string (profile, GROUP, "work", NULL);
  g_auto (GStrv) weekdays = g_key_file_get_string_list (profile, GROUP, "weekdays", NULL, NULL);

  if (g_strcmp0 (work, "days") == 0)
    self->work = ZHIHUI_WORK_BY_DAYS;
  else if (g_strcmp0 (work, "promise") == 0)
    self->work = ZHIHUI_WORK_BY_PROMISE;

  for (guint i = 0; i < G_N_ELEMENTS (self->weekdays); i++)
    self->weekdays[i] = weekdays != NULL ? take_field (weekdays, i) : usual_weekdays[i];

  self->prefix = g_key_file_get_string (profile, GROUP, "prefix", NULL);
  if (self->prefix == NULL)
    self->prefix = g_strdup ("ZC");
  self->place = g_key_file_get_string (profile, GROUP, "place", NULL);
  if (self->place == NULL)
    self->place = g_strdup ("town");
}

/**
 * zhihui_laws_new:
 *
 * The numbers are read by g_ascii_strtod(), which gives the nearest double everywhere.
 *
 * Returns: (transfer full): the laws of a scenario
 */
ZhihuiLaws *
zhihui_laws_new (GKeyFile *profile)
{
  ZhihuiLaws *self;

  g_return_val_if_fail (profile != NULL, NULL);

  self = g_new0 (ZhihuiLaws, 1);
  self->rates = g_array_new (FALSE, FALSE, sizeof (ZhihuiRate));
  self->types = g_array_new (FALSE, FALSE, sizeof (ZhihuiTypeLaw));
  self->fixed = g_array_new (FALSE, FALSE, sizeof (ZhihuiFixedCount));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double *place = (double *) (gpointer) ((char *) self + numbers[i].offset);

      *place = g_key_file_has_key (profile, GROUP, numbers[i].key, NULL)
                 ? g_key_file_get_double (profile, GROUP, numbers[i].key, NULL)
                 : numbers[i].otherwise;
    }
  read_rates (self, profile);
  read_types (self, profile);
  read_fixed (self, profile);
  read_words (self, profile);
  return self;
}

void
zhihui_laws_free (ZhihuiLaws *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->rates);
  g_array_unref (self->types);
  g_array_unref (self->fixed);
  g_free (self->prefix);
  g_free (self->place);
  g_free (self);
}
