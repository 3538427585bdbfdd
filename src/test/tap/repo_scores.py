"""The four scores of repositories straight from OpenDigger's files, by the formulas alone: nothing shared with
the views. Prints repo|month|code_quality|community|impact|maintenance, empty where there is no data.

    repo_scores.py FOLDER     with github/OWNER/REPO.json, metrics by name, or github/OWNER/REPO/METRIC.json
"""
import json
import math
import pathlib
import re
import statistics
import sys

NOT_SCALAR = re.compile(r'(_time|_duration|_age|_detail|_details|_network)$|^(meta|active_dates_and_times|contributor_email_suffixes)$')
MONTH = re.compile(r'^\d{4}-\d\d$')


def read(path):
    if path.is_dir():
        return {file.stem: json.loads(file.read_text()) for file in path.glob('*.json')}
    return json.loads(path.read_text())


def divided(a, b):
    return None if a is None or not b else a / b


def times(factor, value):
    return None if value is None else factor * value


def mean(pairs):
    """Weighted mean of the (weight, value) that have a value."""
    known = [(weight, value) for weight, value in pairs if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known) if known else None


def part(*terms):
    """0 to 100 of terms (points, share of the points), each share clamped to 0 to 1."""
    return times(100, mean((points, None if share is None else min(1, max(0, share))) for points, share in terms))


def mean_growth(series):
    rates = [(b - a) / a for a, b in zip(series or [], (series or [])[1:]) if a > 0]
    return sum(rates) / len(rates) if rates else None


def growth(series):
    return (series[-1] - series[0]) / series[0] if series and len(series) > 1 and series[0] > 0 else None


def scores(files):
    series = {}
    for metric, values in files.items():
        if not NOT_SCALAR.search(metric):
            known = {month: value for month, value in values.items() if MONTH.match(month) and value is not None}
            if known:
                series[metric] = known
    months = sorted({month for values in series.values() for month in values})
    if not months:
        return None
    year, half = months[-12:], months[-6:]

    def of(metric, wanted):
        return [series[metric].get(month, 0) for month in wanted] if metric in series else None

    def total(metric):
        return sum(of(metric, year)) if metric in series else None

    def days(metric):
        """Mean over all that was resolved; negative means count as missing."""
        given = files.get(metric, {})
        pairs = []
        for month in year:
            value = given.get('avg', {}).get(month)
            if value is not None and value >= 0:
                levels = given.get('levels', {}).get(month)
                pairs.append((1 if levels is None else sum(levels), value))
        return mean(pairs) if sum(n for n, _ in pairs) else None

    opened = total('change_requests')
    request_days = days('change_request_resolution_duration')
    issue_days = days('issue_resolution_duration')
    code_quality = mean([
        (0.4, part((0.7, divided(total('change_requests_accepted'), opened)),
                   (0.3, None if request_days is None else math.exp(-0.1 * request_days)))),
        (0.3, part((0.6, divided(total('issues_closed'), total('issues_new'))),
                   (0.4, None if issue_days is None else 2 / (1 + math.exp(min(0.01 * issue_days, 700)))))),
        (0.3, part((1, times(0.5, divided(total('change_requests_reviews'), opened)))))])

    levels = [files['issue_response_time']['levels'][month] for month in year
              if month in files.get('issue_response_time', {}).get('levels', {})]
    people = of('participants', year) or of('new_contributors', year)
    rate = mean_growth(people)
    bus_factor = series.get('bus_factor')
    community = mean([
        (0.4, part((1, None if bus_factor is None else bus_factor[max(bus_factor)] / 10))),
        (0.3, part((1, None if rate is None else 0.5 + 2 * rate))),
        (0.3, part((1, divided(sum(level[0] for level in levels), sum(map(sum, levels))))))])

    stars, attention, forks = (of(metric, half) for metric in ('stars', 'attention', 'technical_fork'))
    impact = mean([
        (0.4, part((20, times(6, mean_growth(stars))), (20, times(4, growth(stars))))),
        (0.3, part((15, times(6, mean_growth(attention))), (15, times(4, growth(attention))))),
        (0.3, part((15, times(4, growth(forks))), (15, None if forks is None else 0.3 * forks[-1] / 15)))])

    activity = of('activity', half)
    if activity is None:
        return months[-1], code_quality, community, impact, None
    n = len(activity)
    fall = None
    if n >= 4:
        before, after = (statistics.pvariance(one) for one in (activity[:n // 2], activity[-(n // 2):]))
        fall = divided(before - after, before)
    varies = divided(statistics.pstdev(activity), sum(activity) / n)
    drops = sum(b < a / 2 for a, b in zip(activity, activity[1:]))
    maintenance = mean([
        (0.4, part((20, times(4, growth(activity))), (20, activity[-1] / 500))),
        (0.3, part((15, times(4, fall)), (15, None if varies is None else 1 - varies))),
        (0.3, part((15, times(4, growth(activity))), (15, None if n < 2 else 1 - drops / n)))])
    return months[-1], code_quality, community, impact, maintenance


for path in sorted(pathlib.Path(sys.argv[1]).glob('github/*/*')):
    found = scores(read(path))
    if found:
        print('|'.join([f'{path.parent.name}/{path.stem if path.is_file() else path.name}',
                        *('' if value is None else str(value) for value in found)]))
