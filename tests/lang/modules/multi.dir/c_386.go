package main

const arch = 32
