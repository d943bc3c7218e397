"""The demo community: an illustrative town in our own words, and a real one where its data is at hand.

It plays people: like the command line and the pages it calls the features' use cases, in the order of time, and
nobody imports it. So the demo's public record is as whole as a real one.
"""
