/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "written-figures.h"

#include "paper-reader.h"

#include <math.h>
#include <string.h>

#define EAST_S (8 * 3600)
#define DAY_S 86400

char *
written_count (gint64 n)
{
  gint64           rest = n < 0 ? -n : n;
  g_autofree char *text = rest < 1000
                            ? g_strdup_printf ("%d", (int) rest)
                            : g_strdup_printf ("%d,%03d", (int) (rest / 1000), (int) (rest % 1000));

  g_assert_cmpint (rest, <, 1000000);
  if (n >= 0)
    return g_steal_pointer (&text);
  return g_strconcat ("−", text, NULL);
}

/* Half up; what is not all is not said to be, nor what is not nothing. */
char *
written_rate (gint64 k, gint64 n)
{
  gint64 hundredths;

  if (n == 0)
    return g_strdup ("—");
  if (k == n)
    return g_strdup ("100%");
  hundredths = CLAMP ((20000 * k + n) / (2 * n), k > 0, 9999);
  return g_strdup_printf ("%d.%02d%%", (int) (hundredths / 100), (int) (hundredths % 100));
}

char *
written_rate_cell (gint64 k, gint64 n)
{
  g_autofree char *rate = written_rate (k, n);
  g_autofree char *part = written_count (k);
  g_autofree char *whole = written_count (n);

  return g_strconcat (rate, part, "/", whole, NULL);
}

char *
written_points (double difference)
{
  gint64 hundredths = (gint64) floor (fabs (difference) * 1e4 + 0.5 + 1e-7);

  if (hundredths == 0)
    return g_strdup ("0.00");
  return g_strdup_printf (
    "%s%d.%02d", difference < 0 ? "−" : "+", (int) (hundredths / 100), (int) (hundredths % 100));
}

char *
written_change (double relative)
{
  gint64      tenths = (gint64) floor (fabs (relative) * 1e3 + 0.5 + 1e-7);
  const char *sign = relative < 0 ? "−" : "+";

  if (isnan (relative))
    return g_strdup ("—");
  if (tenths == 0)
    return g_strdup ("0%");
  if (tenths >= 100)
    return g_strdup_printf ("%s%d%%", sign, (int) floor (fabs (relative) * 1e2 + 0.5 + 1e-7));
  return tenths % 10 == 0
           ? g_strdup_printf ("%s%d%%", sign, (int) tenths / 10)
           : g_strdup_printf ("%s%d.%d%%", sign, (int) tenths / 10, (int) tenths % 10);
}

/* Days of the common calendar, counted from the first of March of the year 0. */
char *
written_time (gint64 at)
{
  gint64 days = (at + EAST_S) / DAY_S + 719468, rest = (at + EAST_S) % DAY_S;
  gint64 era = days / 146097, of_era = days % 146097;
  gint64 years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * years + years / 4 - years / 100);
  gint64 month = (5 * of_year + 2) / 153, mday = of_year - (153 * month + 2) / 5 + 1;

  month = month < 10 ? month + 3 : month - 9;
  return g_strdup_printf ("%d年%d月%d日%02d:%02d:%02d",
                          (int) (years + era * 400 + (month <= 2)),
                          (int) month,
                          (int) mday,
                          (int) (rest / 3600),
                          (int) (rest / 60 % 60),
                          (int) (rest % 60));
}

/* The two largest of its parts that follow each other, without what is 0. */
char *
written_age (gint64 seconds)
{
  const int   parts[] = { (int) (seconds / DAY_S),
                          (int) (seconds / 3600 % 24),
                          (int) (seconds / 60 % 60),
                          (int) (seconds % 60) };
  const char *units[] = { "天", "小时", "分", "秒" };
  GString    *text = g_string_new (NULL);
  guint       first = 0;

  while (first < 3 && parts[first] == 0)
    first++;
  g_string_append_printf (text, "%d%s", parts[first], units[first]);
  if (first < 3 && parts[first + 1] > 0)
    g_string_append_printf (text, "%d%s", parts[first + 1], units[first + 1]);
  return g_string_free (text, FALSE);
}

void
written_wilson (double k, double n, double *low, double *high)
{
  const double z = 1.959963984540054;
  double       p = k / n, z2 = z * z;
  double       middle = (2 * n * p + z2) / (2 * (n + z2));
  double       half = z * sqrt (z2 + 4 * n * p * (1 - p)) / (2 * (n + z2));

  *low = MAX (middle - half, 0);
  *high = MIN (middle + half, 1);
}

/* Newcombe's method 10 as his paper writes it. */
void
written_newcombe (double k1, double n1, double k2, double n2, double *least, double *most)
{
  double p1 = k1 / n1, p2 = k2 / n2, low1, high1, low2, high2;

  written_wilson (k1, n1, &low1, &high1);
  written_wilson (k2, n2, &low2, &high2);
  *least = p2 - p1 - sqrt (pow (p2 - low2, 2) + pow (high1 - p1, 2));
  *most = p2 - p1 + sqrt (pow (high2 - p2, 2) + pow (p1 - low1, 2));
}

/* @sign: 0 where chance may have done it. */
char *
written_difference (double k1, double n1, double k2, double n2, int *sign)
{
  double           least, most;
  g_autofree char *points = NULL, *from = NULL, *to = NULL;

  written_newcombe (k1, n1, k2, n2, &least, &most);
  *sign = (least > 0) - (most < 0);
  points = written_points (k2 / n2 - k1 / n1);
  from = written_points (least);
  to = written_points (most);
  return g_strdup_printf ("%s（%s至%s）", points, from, to);
}

char *
written_read (const char *path)
{
  char *text = paper_reader_run ("pdftotext", "-raw", path, "-", NULL);
  char *to = text;

  for (const char *from = g_strdelimit (text, "\n\r\f", ' '); *from != '\0'; from++)
    if (*from != ' ' || (to > text && to[-1] != ' '))
      *to++ = *from;
  *to = '\0';
  return text;
}

/* (nullable): where @words, that have no blanks, end if they begin at @at. */
static const char *
skip_words (const char *at, const char *words)
{
  while (*words != '\0')
    {
      if (*at != ' ' && *at != *words)
        return NULL;
      words += *at != ' ';
      at++;
    }
  return at;
}

/* (nullable): the next that begins and ends where words do: "3" is not found in "13". */
static const char *
find_row (const char *text, const char *row)
{
  while (*text != '\0')
    {
      const char *end = skip_words (text, row);

      if (end != NULL && (*end == ' ' || *end == '\0'))
        return end;
      text = strchr (text, ' ');
      if (text == NULL)
        return NULL;
      text++;
    }
  return NULL;
}

const char *
written_find (const char *text, const char *row)
{
  const char *end = find_row (text, row);

  if (end == NULL)
    g_error ("“%s” is not on the paper, or not in its place, which is after: %.400s", row, text);
  return end;
}

void
written_find_words (const char *text, const char *words)
{
  const char *at = text;

  while (*at != '\0' && skip_words (at, words) == NULL)
    at++;
  if (*at == '\0')
    g_error ("“%s” is not on the paper: %.400s", words, text);
}

guint
written_times (const char *text, const char *row)
{
  guint n = 0;

  for (const char *at = find_row (text, row); at != NULL; at = find_row (at, row))
    n++;
  return n;
}
