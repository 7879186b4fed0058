package main

const arch = 64
