/*
 * When this fails, names of licences or parameters of GGUF models are not what the
 * cards and files say: pages of details, every field, given well and badly.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/hub/hub_details.h"
#include "problems.h"
#include "tap.h"

#define HEAD "\"_id\":\"0123456789abcdef01234567\",\"id\":\"a/m\""

static HubDetailPage page;

/*
 * detail reads a page of one model with these fields behind _id and id. Returns it, an
 * empty one where it was not kept.
 */
static HubDetail
detail(const char *fields)
{
	char text[2000];

	record_free(&page.head);
	snprintf(text, sizeof(text), "[{" HEAD ",%s}]", fields);
	if (hub_parse_details(&(RecordInput) {text, strlen(text)}, &page) == RECORD_OK &&
		page.ndetails == 1)
		return page.details[0];
	return (HubDetail) {.name = ""};
}

/*
 * card_is: are these name and link of the licence in a card, "-" for none, and the
 * problems of these kinds?
 */
static bool
card_is(const char *card, const char *name, const char *link, const char *kinds)
{
	char fields[1000];
	HubDetail d;

	snprintf(fields, sizeof(fields), "\"cardData\":%s", card);
	d = detail(fields);
	return strcmp(d.license_name == NULL ? "-" : d.license_name, name) == 0 &&
		   strcmp(d.license_link == NULL ? "-" : d.license_link, link) == 0 &&
		   are_kinds(page.head.problems, page.head.nproblems, kinds);
}

int
main(void)
{
	HubDetail d =
		detail("\"cardData\":{\"license_name\":\"qwen\",\"license_link\":\"LICENSE\"},"
			   "\"gguf\":{\"total\":8030261312},\"lastModified\":\"1970-01-01T00:00:01Z\"");
	char *url;

	ok(strcmp(d.name, "a/m") == 0 && strcmp(d.hub_id, "0123456789abcdef01234567") == 0 &&
		   strcmp(d.license_name, "qwen") == 0 && strcmp(d.license_link, "LICENSE") == 0 &&
		   d.parameters == INT64_C(8030261312) && d.modified_at == 1000000,
	   "every field");
	d = detail("\"x\":1");
	ok(d.license_name == NULL && d.license_link == NULL && d.parameters == RECORD_NULL &&
		   d.modified_at == RECORD_NULL && page.head.nproblems == 0,
	   "none");
	ok(card_is("{\"license_name\":\"  A b \",\"license_link\":[\"x\",\"y\"]}", "A b", "x", ""),
	   "blanks, lists");
	ok(card_is("{\"license_name\":[1,{},\"t\"],\"license_link\":2.5}", "t", "2.5", ""),
	   "lists with more, numbers");
	ok(card_is("{\"license_name\":[],\"license_link\":{}}", "-", "-", "type type"), "nonsense");
	ok(card_is("{\"license_name\":true,\"license_link\":\"\"}", "-", "-", "type"), "true, empty");
	ok(card_is("[1]", "-", "-", "type") && card_is("null", "-", "-", ""), "no card");
	d = detail("\"gguf\":{\"total\":-1}");
	ok(d.parameters == RECORD_NULL && page.head.nproblems == 1, "parameters below zero");
	d = detail("\"gguf\":[]");
	ok(d.parameters == RECORD_NULL && page.head.nproblems == 1, "gguf that is no object");
	record_free(&page.head);
	url = hub_details_url("https://h", "license:other", "cardData", 1000);
	ok(strcmp(url, "https://h/api/models?limit=1000&sort=lastModified&filter=license%3Aother"
				   "&expand=cardData&expand=lastModified") == 0,
	   "address of a list");
	free(url);
	url = hub_detail_url("https://h", "a/b c", "gguf");
	ok(strcmp(url, "https://h/api/models/a/b%20c?expand=gguf&expand=lastModified") == 0,
	   "address of a model");
	free(url);
	return tap_done();
}
