/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wire.h"

#include <math.h>
#include <string.h>

#include "zhihui-error.h"

/* One pass, no recursion, no allocation: what is nested is a bit a level. */

#define MAX_INTEGER G_GUINT64_CONSTANT (9007199254740992) /* 2^53 */
#define MAX_DECIMAL_EXPONENT 308                          /* of a double */

G_STATIC_ASSERT (ZHIHUI_WIRE_MAX_DEPTH <= 64);

typedef enum
{
  EXPECT_VALUE,
  EXPECT_FIRST_VALUE, /* or the end of the array */
  EXPECT_NAME,
  EXPECT_FIRST_NAME, /* or the end of the object */
  EXPECT_COLON,
  EXPECT_NEXT, /* a comma or the end of what is open */
  EXPECT_END,
} Expect;

typedef struct
{
  const guchar *start;
  const guchar *end;
  const guchar *at;
  Expect        expect;
  guint         depth;
  guint64       objects; /* bit a level: 1 an object, 0 an array; the innermost lowest */
  guint         n_tokens, max_tokens;
  ZhihuiError   code; /* of the fault */
  const char   *fault;
} Scan;

typedef enum
{
  BYTE_PLAIN,
  BYTE_QUOTE,
  BYTE_ESCAPE,
  BYTE_CONTROL,
  BYTE_LEAD_2,
  BYTE_LEAD_3,
  BYTE_LEAD_4,
  BYTE_WRONG, /* never starts a character of UTF-8 */
} ByteClass;

static const guchar byte_classes[256] = {
  [0x00 ... 0x1f] = BYTE_CONTROL, [0x20 ... 0x21] = BYTE_PLAIN,  [0x22] = BYTE_QUOTE,
  [0x23 ... 0x5b] = BYTE_PLAIN,   [0x5c] = BYTE_ESCAPE,          [0x5d ... 0x7f] = BYTE_PLAIN,
  [0x80 ... 0xc1] = BYTE_WRONG,   [0xc2 ... 0xdf] = BYTE_LEAD_2, [0xe0 ... 0xef] = BYTE_LEAD_3,
  [0xf0 ... 0xf4] = BYTE_LEAD_4,  [0xf5 ... 0xff] = BYTE_WRONG,
};

static gboolean
fail (Scan *scan, const guchar *at, const char *fault)
{
  scan->at = at;
  scan->code = ZHIHUI_ERROR_MALFORMED;
  scan->fault = fault;
  return FALSE;
}

static gboolean
fail_early (Scan *scan)
{
  return fail (scan, scan->end, "it ends too early");
}

static gboolean
fail_large (Scan *scan, const char *fault)
{
  scan->code = ZHIHUI_ERROR_TOO_LARGE;
  scan->fault = fault;
  return FALSE;
}

static gboolean
is_continuation (guchar byte)
{
  return (byte & 0xc0) == 0x80;
}

/* What the second byte may be: too long forms, halves of surrogate pairs and what is beyond
 * U+10FFFF are told by it. */
static gboolean
is_second (guchar first, guchar second)
{
  switch (first)
    {
    case 0xe0:
      return second >= 0xa0 && second <= 0xbf;
    case 0xed:
      return second >= 0x80 && second <= 0x9f;
    case 0xf0:
      return second >= 0x90 && second <= 0xbf;
    case 0xf4:
      return second >= 0x80 && second <= 0x8f;
    default:
      return is_continuation (second);
    }
}

/* Returns the length of the character of several bytes at @at, 0 when it is none. */
static gsize
measure_character (const guchar *at, const guchar *end)
{
  static const guchar lengths[] = {
    [BYTE_LEAD_2] = 2, [BYTE_LEAD_3] = 3, [BYTE_LEAD_4] = 4, [BYTE_WRONG] = 0
  };
  gsize length = lengths[byte_classes[*at]];

  if (length == 0 || (gsize) (end - at) < length || !is_second (at[0], at[1]))
    return 0;
  if (length > 2 && !is_continuation (at[2]))
    return 0;
  if (length > 3 && !is_continuation (at[3]))
    return 0;

  return length;
}

/* Returns the code unit of the \uXXXX at @at, or -1. */
static int
read_code_unit (const guchar *at, const guchar *end)
{
  int unit = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;

  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value ((char) at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

/* Passes the escape at @at. Returns where the string goes on, or NULL. */
static const guchar *
scan_escape (Scan *scan, const guchar *at)
{
  int unit;

  if (scan->end - at < 2)
    {
      fail_early (scan);
      return NULL;
    }

  if (at[1] != 'u')
    {
      if (at[1] != '\0' && strchr ("\"\\/bfnrt", at[1]) != NULL)
        return at + 2;
      fail (scan, at, "there is no such escape");
      return NULL;
    }

  unit = read_code_unit (at, scan->end);
  if (unit < 0)
    fail (scan, at, "\\u wants four hexadecimal digits");
  else if (unit == 0)
    fail (scan, at, "a text holds NUL (\\u0000)");
  else if (unit < 0xd800 || unit > 0xdfff)
    return at + 6;
  else
    {
      int second = read_code_unit (at + 6, scan->end);

      if (unit < 0xdc00 && second >= 0xdc00 && second <= 0xdfff)
        return at + 12;
      fail (scan, at, "a text holds half a surrogate pair");
    }

  return NULL;
}

static gboolean
scan_string (Scan *scan)
{
  const guchar *at = scan->at + 1;
  const guchar *end = scan->end;

  for (;;)
    {
      gsize length;

      while (at < end && byte_classes[*at] == BYTE_PLAIN)
        at++;

      if (at >= end)
        return fail_early (scan);

      if (*at == '"')
        {
          scan->at = at + 1;
          return TRUE;
        }

      if (*at == '\\')
        {
          at = scan_escape (scan, at);
          if (at == NULL)
            return FALSE;
          continue;
        }

      if (byte_classes[*at] == BYTE_CONTROL)
        return fail (scan, at, "a control character must be escaped");

      length = measure_character (at, end);
      if (length == 0)
        return fail (scan, at, "the text is not UTF-8");
      at += length;
    }
}

/* Passes at least one digit. Returns what follows, or NULL. */
static const guchar *
scan_digits (Scan *scan, const guchar *at)
{
  const guchar *from = at;

  while (at < scan->end && g_ascii_isdigit (*at))
    at++;

  if (at > from)
    return at;
  if (at == scan->end)
    fail_early (scan);
  else
    fail (scan, at, "a digit is due");
  return NULL;
}

/* Reads a run of digits with its sign; what is too long to matter is clamped. */
static gint64
read_exponent (const guchar *at, const guchar *end)
{
  gboolean negative = *at == '-';
  gint64   exponent = 0;

  if (*at == '-' || *at == '+')
    at++;
  for (; at < end; at++)
    exponent = MIN (exponent * 10 + (*at - '0'), G_GINT64_CONSTANT (1000000000));

  return negative ? -exponent : exponent;
}

/* Tells whether a number is too large for a double, from the place of its first digit that is not
 * zero; only the last power of ten needs the number itself. */
static gboolean
is_beyond_double (const guchar *digits,
                  const guchar *digits_end,
                  const guchar *fraction_end,
                  gint64        exponent,
                  const guchar *number_end)
{
  const guchar    *first = digits;
  gint64           magnitude;
  g_autofree char *copy = NULL;

  while (first < fraction_end && (*first == '0' || *first == '.'))
    first++;
  if (first == fraction_end)
    return FALSE;

  magnitude = exponent + (digits_end - first) - (first < digits_end ? 1 : 0);
  if (magnitude != MAX_DECIMAL_EXPONENT)
    return magnitude > MAX_DECIMAL_EXPONENT;

  copy = g_strndup ((const char *) digits, (gsize) (number_end - digits));
  return !isfinite (g_ascii_strtod (copy, NULL));
}

static gboolean
is_beyond_integer (const guchar *digits, const guchar *end)
{
  guint64 value = 0;

  if (end - digits > 16)
    return TRUE;
  for (; digits < end; digits++)
    value = value * 10 + (guint64) (*digits - '0');

  return value > MAX_INTEGER;
}

/* Passes "e+12", if it is there. Returns what follows, or NULL. */
static const guchar *
scan_exponent (Scan *scan, const guchar *at, gint64 *exponent)
{
  const guchar *digits = at + 1;

  *exponent = 0;
  if (at >= scan->end || (*at | 0x20) != 'e')
    return at;

  if (digits < scan->end && (*digits == '+' || *digits == '-'))
    digits++;
  digits = scan_digits (scan, digits);
  if (digits != NULL)
    *exponent = read_exponent (at + 1, digits);
  return digits;
}

static gboolean
scan_number (Scan *scan)
{
  const guchar *digits = scan->at + (*scan->at == '-' ? 1 : 0);
  const guchar *digits_end = scan_digits (scan, digits);
  const guchar *fraction_end = digits_end;
  const guchar *at;
  gint64        exponent;

  if (digits_end == NULL)
    return FALSE;
  if (*digits == '0' && digits_end - digits > 1)
    return fail (scan, digits, "a number must not start with 0");

  if (digits_end < scan->end && *digits_end == '.')
    fraction_end = scan_digits (scan, digits_end + 1);
  at = fraction_end != NULL ? scan_exponent (scan, fraction_end, &exponent) : NULL;
  if (at == NULL)
    return FALSE;

  if (at == digits_end && is_beyond_integer (digits, at))
    return fail (scan, scan->at, "an integer is beyond 2^53 and would be changed");
  if (is_beyond_double (digits, digits_end, fraction_end, exponent, at))
    return fail (scan, scan->at, "a number is too large");

  scan->at = at;
  return TRUE;
}

static gboolean
scan_word (Scan *scan)
{
  static const char *const words[] = { "true", "false", "null" };
  gsize                    left = (gsize) (scan->end - scan->at);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (memcmp (scan->at, words[i], MIN (length, left)) != 0)
        continue;
      if (left < length)
        return fail_early (scan);
      scan->at += length;
      return TRUE;
    }

  return fail (scan, scan->at, "a value is due");
}

static void
end_value (Scan *scan)
{
  scan->expect = scan->depth > 0 ? EXPECT_NEXT : EXPECT_END;
}

static gboolean
open_level (Scan *scan, gboolean is_object)
{
  if (scan->depth == ZHIHUI_WIRE_MAX_DEPTH)
    return fail_large (scan, "it is nested too deep");

  scan->depth++;
  scan->objects = scan->objects << 1 | (is_object ? 1 : 0);
  scan->expect = is_object ? EXPECT_FIRST_NAME : EXPECT_FIRST_VALUE;
  scan->at++;
  return TRUE;
}

static gboolean
close_level (Scan *scan)
{
  scan->depth--;
  scan->objects >>= 1;
  scan->at++;
  end_value (scan);
  return TRUE;
}

static gboolean
scan_value (Scan *scan)
{
  gboolean passed;

  if (++scan->n_tokens > scan->max_tokens)
    return fail_large (scan, "it has too many values");

  switch (*scan->at)
    {
    case '{':
      return open_level (scan, TRUE);
    case '[':
      return open_level (scan, FALSE);
    case '"':
      passed = scan_string (scan);
      break;
    case '-':
    case '0' ... '9':
      passed = scan_number (scan);
      break;
    default:
      passed = scan_word (scan);
    }

  end_value (scan);
  return passed;
}

static gboolean
scan_name (Scan *scan)
{
  if (++scan->n_tokens > scan->max_tokens)
    return fail_large (scan, "it has too many values");
  if (*scan->at != '"')
    return fail (scan, scan->at, "a name in double quotes is due");

  scan->expect = EXPECT_COLON;
  return scan_string (scan);
}

static gboolean
scan_next (Scan *scan)
{
  gboolean in_object = scan->objects & 1;

  if (*scan->at == (in_object ? '}' : ']'))
    return close_level (scan);
  if (*scan->at != ',')
    return fail (scan, scan->at, in_object ? "a comma or } is due" : "a comma or ] is due");

  scan->at++;
  scan->expect = in_object ? EXPECT_NAME : EXPECT_VALUE;
  return TRUE;
}

static gboolean
scan_token (Scan *scan)
{
  switch (scan->expect)
    {
    case EXPECT_FIRST_VALUE:
      return *scan->at == ']' ? close_level (scan) : scan_value (scan);
    case EXPECT_VALUE:
      return scan_value (scan);
    case EXPECT_FIRST_NAME:
      return *scan->at == '}' ? close_level (scan) : scan_name (scan);
    case EXPECT_NAME:
      return scan_name (scan);
    case EXPECT_COLON:
      if (*scan->at != ':')
        return fail (scan, scan->at, "a colon is due");
      scan->at++;
      scan->expect = EXPECT_VALUE;
      return TRUE;
    case EXPECT_NEXT:
      return scan_next (scan);
    case EXPECT_END:
    default:
      return fail (scan, scan->at, "there is more after the end");
    }
}

static void
skip_blanks (Scan *scan)
{
  const guchar *at = scan->at;

  while (at < scan->end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;

  scan->at = at;
}

static gboolean
scan_document (Scan *scan)
{
  skip_blanks (scan);
  if (scan->at == scan->end)
    return fail (scan, scan->at, "the answer is empty");
  if (*scan->at == '<')
    return fail (scan, scan->at, "the answer is a web page, not JSON");

  while (scan->at < scan->end)
    {
      if (!scan_token (scan))
        return FALSE;
      skip_blanks (scan);
    }

  return scan->expect == EXPECT_END ? TRUE : fail_early (scan);
}

static gboolean
check (const char *text, gsize length, gsize max_bytes, guint max_tokens, GError **error)
{
  Scan scan = { .max_tokens = max_tokens };

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > max_bytes)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_TOO_LARGE,
                   "the answer has %" G_GSIZE_FORMAT " bytes, at most %" G_GSIZE_FORMAT " are read",
                   length,
                   max_bytes);
      return FALSE;
    }

  scan.start = scan.at = (const guchar *) (text != NULL ? text : "");
  scan.end = scan.start + length;
  if (scan_document (&scan))
    return TRUE;

  g_set_error (error,
               ZHIHUI_ERROR,
               scan.code,
               "byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (scan.at - scan.start),
               scan.fault);
  return FALSE;
}

/**
 * zhihui_wire_guard_check:
 * @text: (array length=length): a body as it came, not NUL-terminated
 * @length: its bytes
 * @error: return location
 *
 * Lets pass what RFC 8259 allows, within the limits of docs/wire.md, and what can be kept as it was
 * meant. The message names the byte and the reason. Nothing is allocated for good input, nothing
 * recurses.
 *
 * Returns: whether the body may be read. Otherwise %ZHIHUI_ERROR_TOO_LARGE for what is beyond a
 * limit, %ZHIHUI_ERROR_MALFORMED for the rest.
 */
gboolean
zhihui_wire_guard_check (const char *text, gsize length, GError **error)
{
  return check (text, length, ZHIHUI_WIRE_MAX_BYTES, ZHIHUI_WIRE_MAX_TOKENS, error);
}

/**
 * zhihui_wire_guard_check_file:
 * @text: (array length=length): the content of a file that a person chose
 * @length: its bytes
 * @error: return location
 *
 * As zhihui_wire_guard_check (), with the limits of a file: nobody else decides how large it is.
 *
 * Returns: whether the content may be read
 */
gboolean
zhihui_wire_guard_check_file (const char *text, gsize length, GError **error)
{
  return check (text, length, ZHIHUI_WIRE_MAX_FILE_BYTES, ZHIHUI_WIRE_MAX_FILE_TOKENS, error);
}
