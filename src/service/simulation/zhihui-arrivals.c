/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-arrivals.h"

/* What random numbers are for. */
enum
{
  PURPOSE_DAY = 4,
  PURPOSE_EXACT = 5,
  PURPOSE_FIXED = 12,
  PURPOSE_BATCH = 13,
};

struct _ZhihuiArrivals
{
  ZhihuiScenario         *scenario; /* not owned */
  ZhihuiWorkCalendar     *calendar; /* not owned */
  ZhihuiSimulatorSettings settings;
  guint                   n_days; /* of the history */
  gint32                 *fixed;  /* owned: cases by day of the history, -1 by luck */
  guint                  *late;   /* owned: late ones by day; NULL unless exact */
  guint                   n_batch;
  double                  hours[3][24]; /* cumulated: telephone, online, open hall */
};

static void
cumulate (double *weights, guint n)
{
  for (guint i = 1; i < n; i++)
    weights[i] += weights[i - 1];
}

static void
set_hours (ZhihuiArrivals *self)
{
  static const guint8 weights[3][24] = {
    { 6, 4, 3, 2, 2, 3, 8, 22, 62, 88, 92, 74, 40, 44, 70, 84, 80, 66, 40, 30, 26, 22, 16, 10 },
    { 14, 9, 6, 4, 3, 4, 9, 24, 50, 66, 68, 60, 46, 44, 54, 60, 60, 54, 46, 48, 56, 54, 42, 26 },
    { 0, 0, 0, 0, 0, 0, 0, 0, 30, 90, 95, 70, 0, 0, 75, 85, 70, 30, 0, 0, 0, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      for (guint hour = 0; hour < 24; hour++)
        self->hours[i][hour] = weights[i][hour];
      cumulate (self->hours[i], 24);
    }
}

static double
get_rate (const ZhihuiLaws *laws, gint32 elapsed_days)
{
  guint i = 0;

  while (elapsed_days >= g_array_index (laws->rates, ZhihuiRate, i).until)
    i++;
  return g_array_index (laws->rates, ZhihuiRate, i).rate * laws->rate_scale;
}

/**
 * zhihui_arrivals_draw_intensity:
 *
 * Returns: expected cases of @day, with the luck of that day
 */
double
zhihui_arrivals_draw_intensity (ZhihuiArrivals *self, gint32 day, ZhihuiRandom *random)
{
  const ZhihuiLaws *laws = self->scenario->laws;
  double            mean = get_rate (laws, day - self->settings.first_day);
  ZhihuiDayKind     kind = zhihui_work_calendar_get_kind (self->calendar, day);

  if (kind == ZHIHUI_DAY_HOLIDAY)
    mean *= laws->holiday;
  else if (kind != ZHIHUI_DAY_MAKE_UP_WORK)
    mean *= laws->weekdays[zhihui_day_weekday (day) - 1];

  mean *= self->settings.n_cases / laws->cases;
  if (laws->day_gamma <= 0)
    return mean;
  return mean * zhihui_random_gamma (random, laws->day_gamma) / laws->day_gamma;
}

/* @n cases fall on the days from @from on by the intensity of each. */
static void
spread (ZhihuiArrivals *self, guint from, guint n_days, guint n, ZhihuiRandom *random)
{
  g_autofree double *cumulated = g_new (double, n_days);

  for (guint i = 0; i < n_days; i++)
    {
      gint32       day = self->settings.first_day + (gint32) (from + i);
      ZhihuiRandom day_random;

      zhihui_random_init (&day_random, self->settings.seed, (guint64) day, PURPOSE_DAY);
      cumulated[i] = zhihui_arrivals_draw_intensity (self, day, &day_random);
      self->fixed[from + i] = 0;
    }
  cumulate (cumulated, n_days);
  for (guint i = 0; i < n; i++)
    self->fixed[from + zhihui_random_pick (random, cumulated, n_days)]++;
}

/* Exact mode: all arrivals are fixed, and ⌈0.75 %⌉ of them are late. */
static void
fix_exactly (ZhihuiArrivals *self)
{
  g_autofree double *taken = g_new (double, self->n_days);
  guint              n_late = (self->settings.n_cases * 3 + 399) / 400;
  ZhihuiRandom       random;

  zhihui_random_init (&random, self->settings.seed, 0, PURPOSE_EXACT);
  spread (self, 0, self->n_days, self->settings.n_cases, &random);

  self->late = g_new0 (guint, self->n_days);
  for (guint i = 0; i < self->n_days; i++)
    taken[i] = self->fixed[i];
  cumulate (taken, self->n_days);
  while (n_late > 0)
    {
      guint i = zhihui_random_pick (&random, taken, self->n_days);

      if (self->late[i] >= (guint) self->fixed[i])
        continue;
      self->late[i]++;
      n_late--;
    }
}

/* Spans whose number of cases is published; fewer when fewer are asked for. */
static void
fix_spans (ZhihuiArrivals *self)
{
  const ZhihuiLaws *laws = self->scenario->laws;

  for (guint i = 0; i < laws->fixed->len; i++)
    {
      const ZhihuiFixedCount *count = &g_array_index (laws->fixed, ZhihuiFixedCount, i);
      ZhihuiRandom            random;
      guint                   n = count->least;

      if (count->from_day + count->n_days > self->n_days)
        continue;

      zhihui_random_init (&random, self->settings.seed, i, PURPOSE_FIXED);
      if (count->more > 0)
        n += zhihui_random_below (&random, count->more + 1);
      n = (guint) ((guint64) n * self->settings.n_cases / (guint64) laws->cases);
      spread (self, count->from_day, count->n_days, n, &random);
    }
}

/**
 * zhihui_arrivals_new:
 * @scenario: must outlive it
 * @calendar: must outlive it
 */
ZhihuiArrivals *
zhihui_arrivals_new (ZhihuiScenario                *scenario,
                     const ZhihuiSimulatorSettings *settings,
                     ZhihuiWorkCalendar            *calendar)
{
  ZhihuiArrivals   *self = g_new0 (ZhihuiArrivals, 1);
  const ZhihuiLaws *laws = scenario->laws;
  ZhihuiRandom      random;

  self->scenario = scenario;
  self->calendar = calendar;
  self->settings = *settings;
  self->n_days = (guint) laws->days;
  self->fixed = g_new (gint32, self->n_days);
  for (guint i = 0; i < self->n_days; i++)
    self->fixed[i] = -1;
  set_hours (self);

  if (settings->exact)
    fix_exactly (self);
  else
    fix_spans (self);

  zhihui_random_init (&random, settings->seed, 0, PURPOSE_BATCH);
  self->n_batch =
    (guint) laws->batch_least + zhihui_random_below (&random, (guint) laws->batch_more + 1);
  return self;
}

void
zhihui_arrivals_free (ZhihuiArrivals *self)
{
  if (self == NULL)
    return;

  g_free (self->fixed);
  g_free (self->late);
  g_free (self);
}

/**
 * zhihui_arrivals_draw:
 * @random: the stream of the day, at its beginning
 *
 * Returns: how many cases come in on @day
 */
guint
zhihui_arrivals_draw (ZhihuiArrivals *self, gint32 day, ZhihuiRandom *random)
{
  double intensity = zhihui_arrivals_draw_intensity (self, day, random);
  gint32 elapsed = day - self->settings.first_day;

  if (elapsed >= 0 && (guint) elapsed < self->n_days && self->fixed[elapsed] >= 0)
    return (guint) self->fixed[elapsed];
  return zhihui_random_poisson (random, intensity) + zhihui_arrivals_get_n_batch (self, day);
}

/**
 * zhihui_arrivals_is_exact:
 *
 * Returns: whether zhihui_arrivals_get_n_late() says how many cases of @day are late
 */
gboolean
zhihui_arrivals_is_exact (ZhihuiArrivals *self, gint32 day)
{
  return self->late != NULL && day < self->settings.first_day + (gint32) self->n_days;
}

guint
zhihui_arrivals_get_n_late (ZhihuiArrivals *self, gint32 day)
{
  return self->late[day - self->settings.first_day];
}

/**
 * zhihui_arrivals_get_n_batch:
 *
 * Returns: how many of the cases of @day are one batch; 0 on all days but one
 */
guint
zhihui_arrivals_get_n_batch (ZhihuiArrivals *self, gint32 day)
{
  gint32 batch_day = (gint32) self->scenario->laws->batch_day;

  return batch_day >= 0 && day == self->settings.first_day + batch_day ? self->n_batch : 0;
}

guint
zhihui_arrivals_pick_hour (ZhihuiArrivals *self, guint channel, ZhihuiRandom *random)
{
  return zhihui_random_pick (random, self->hours[self->scenario->channel_hours[channel]], 24);
}
